"""The kinds of personal data that are masked, and the words that stand in their place."""

from enum import StrEnum
from typing import NamedTuple


class PersonalData(StrEnum):
    PHONE = "phone"
    NATIONAL_ID = "national_id"
    SOCIAL_INSURANCE = "social_insurance"
    TAX_CODE = "tax_code"
    EMAIL = "email"
    BANK_ACCOUNT = "bank_account"
    LAND_PLOT = "land_plot"
    MAP_SHEET = "map_sheet"
    ADDRESS = "address"


MASKS: dict[PersonalData, str] = {
    PersonalData.PHONE: "[số điện thoại]",
    PersonalData.NATIONAL_ID: "[số giấy tờ]",
    PersonalData.SOCIAL_INSURANCE: "[số bảo hiểm]",
    PersonalData.TAX_CODE: "[mã số thuế]",
    PersonalData.EMAIL: "[thư điện tử]",
    PersonalData.BANK_ACCOUNT: "[số tài khoản]",
    PersonalData.LAND_PLOT: "[số thửa]",
    PersonalData.MAP_SHEET: "[số tờ]",
    PersonalData.ADDRESS: "[địa chỉ nhà]",
}


class Found(NamedTuple):
    """Tokens `first` up to, not including, `after` are personal data."""

    kind: PersonalData
    first: int
    after: int
