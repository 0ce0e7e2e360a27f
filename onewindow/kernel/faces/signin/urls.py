from django.conf import settings
from django.urls import URLPattern, path

from onewindow.kernel.faces.signin import cast, changing, profile, resident, second, staff

urlpatterns: list[URLPattern] = [
    path("sign-in/", resident.phone, name="sign-in"),
    path("sign-in/code/", resident.code, name="sign-in-code"),
    path("sign-in/name/", resident.real_name, name="sign-in-name"),
    path("sign-in/staff/", staff.password, name="sign-in-staff"),
    path("sign-in/staff/code/", staff.totp, name="sign-in-totp"),
    path("sign-out/", profile.sign_out, name="sign-out"),
    path("sign-out/everywhere/", profile.everywhere, name="sign-out-everywhere"),
    path("profile/", profile.profile, name="profile"),
    path("profile/data.json", profile.my_data, name="my-data"),
    path("profile/phone/", changing.new_phone, name="new-phone"),
    path("profile/password/", changing.new_password, name="new-password"),
    path("profile/totp/", second.set_up, name="totp"),
    path("profile/totp/off/", second.turn_off, name="totp-off"),
    path("set/elder/", profile.elder, name="set-elder"),
    path("set/language/", profile.language, name="set-language"),
    path("demo/sms/", cast.sms, name="demo-sms"),
]
if settings.OIDC:
    from onewindow.kernel.faces.signin import oidc

    urlpatterns += [  # the names are the library's: it looks them up itself
        path("sign-in/oidc/<str:provider_id>/login/", oidc.out, name="openid_connect_login"),
        path("sign-in/oidc/<str:provider_id>/login/callback/", oidc.back, name="openid_connect_callback"),
    ]
