"""The words deadline phrases are made of: their right spellings, and those that do not bear on a day.

A word missing from `PROPER` is never called misspelled. `HARMLESS` may stand beside a date without changing it; a
word of `WEIGHTY` never is harmless, whatever stands before it.
"""

from app.deadlines.fold import spelling

PROPER = {
    plain: frozenset(spelling(word) for word in written.split())
    for plain, written in {
        "thang": "tháng",
        "quy": "quý",
        "qui": "quí",
        "nam": "năm",
        "ngay": "ngày",
        "tuan": "tuần",
        "truoc": "trước",
        "het": "hết",
        "den": "đến",
        "toi": "tới tối",
        "hang": "hằng hàng",
        "moi": "mỗi",
        "tung": "từng",
        "dinh": "định",
        "ky": "kỳ kì",
        "dau": "đầu đấu",
        "cuoi": "cuối",
        "giua": "giữa",
        "nua": "nửa",
        "thu": "thứ",
        "tu": "từ",
        "cham": "chậm",
        "muon": "muộn",
        "nhat": "nhất nhật",
        "vong": "vòng",
        "giai": "giai",
        "doan": "đoạn",
        "lan": "lần",
        "lam": "làm",
        "viec": "việc",
        "thuong": "thường thượng",
        "xuyen": "xuyên",
        "lien": "liên liền",
        "tuc": "tục tức",
        "mot": "một",
        "bon": "bốn",
        "bay": "bảy",
        "tam": "tám",
        "chin": "chín",
        "muoi": "mười mươi",
        "gio": "giờ",
        "nhiem": "nhiệm",
    }.items()
}

_BESIDE = """
hoan thanh xong thuc hien trien khai bao cao tham muu trinh ban hanh phe duyet gui nop xay dung to chuc ket thuc
thoi gian diem han chot cuoi cung noi dung nhiem vu cong viec va la vao trong cua cho ve voi cac co quan don vi
ubnd hdnd uy hoi dong nhan dan thanh pho tinh xa phuong so sở ban nganh chu tich thuong truc bo chinh phu thu tuong
trung uong tong hop ket qua tien do tinh hinh tac viec van de an du ke hoach chuong nghi quyet dinh
dieu chinh bo sung cap nhat duy tri ra soat kiem tra giam sat danh gia phan loi dut lap tap huan
dua su dung hoat tiep tuc thong qua yeu cau phai can dam bao day het moc xac nhat muon cham nhung dong thoi
chi tiet ky san pham dot lan
"""
_TURNING = "khong chua tru ngoai hoac neu khi rieng doi it toi truoc sau tu den"
HARMLESS = frozenset(_BESIDE.split())
WEIGHTY = frozenset(_TURNING.split())

# Verbs whose object may follow: what stands between them and the day says what is done, not when.
ACTIONS = (
    "bao cao|hoan thanh|tham muu|trinh|ban hanh|xay dung|to chuc|thuc hien|trien khai|gui|nop|phe duyet|ket thuc|"
    "so ket|tong ket|tong hop|ra soat|cap nhat|danh gia|kiem tra|lap|thong qua|dieu chinh|bo sung|cong bo|khoi cong|"
    "khanh thanh|nghiem thu|ban giao|quyet toan|phan bo|giai ngan|giao|dua|hop|tap huan"
)


def misspelled(plain: str, written: str) -> bool:
    proper = PROPER.get(plain)
    return proper is not None and spelling(written) not in proper
