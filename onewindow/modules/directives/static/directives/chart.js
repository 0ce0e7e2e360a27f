// Weeks as stacked bars; the same numbers stand in a table below.  Nothing is drawn where echarts is not there.

class DirectiveChart extends HTMLElement {
  connectedCallback() {
    const told = document.getElementById(this.dataset.values);
    if (!told || !window.echarts) return;
    const { weeks, series } = JSON.parse(told.textContent);
    const chart = window.echarts.init(this, null, { renderer: "canvas" });
    chart.setOption({
      animation: false,
      color: ["#1f4e8c", "#c75b00", "#8a8f98"],
      grid: { left: 40, right: 12, top: 36, bottom: 28 },
      legend: { top: 0 },
      tooltip: { trigger: "axis", renderMode: "richText" },
      xAxis: { type: "category", data: weeks },
      yAxis: { type: "value", minInterval: 1 },
      series: series.map(({ name, values }) => ({ name, type: "bar", stack: "all", data: values })),
    });
    addEventListener("resize", () => chart.resize());
  }
}

customElements.define("directive-chart", DirectiveChart);
