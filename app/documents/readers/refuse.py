"""What is wrong with a file that no reader takes, in one sentence that says what to do instead."""

from app.documents.refusals import EncryptedFile, FileTooLarge, UnreadableFile
from app.kernel.words import Words

BROKEN = Words(
    "Tệp bị hỏng hoặc chưa tải lên trọn vẹn; hãy mở lại bằng Word hoặc Excel, lưu lại rồi gửi lại",
    "The file is broken or was not sent whole; open it in Word or Excel, save it again and send it again",
)
ENCRYPTED = Words(
    "Tệp được bảo vệ bằng mật khẩu; hãy bỏ mật khẩu mở tệp rồi gửi lại",
    "The file opens with a password only; remove the password and send it again",
)
UNPACKED = Words(
    "Nội dung tệp sau khi giải nén lớn bất thường; hãy chép riêng bảng phụ lục sang một tệp mới rồi gửi lại",
    "What the file unpacks to is far too large; copy the table of the annex into a new file and send that",
)
EMPTY_CELLS = Words(
    "Trang tính có hàng triệu ô trống đã định dạng; hãy xóa các dòng và cột trống quanh bảng rồi gửi lại",
    "The sheet has millions of empty formatted cells; delete the empty rows and columns around the table and send it again",
)


def broken() -> UnreadableFile:
    return UnreadableFile(BROKEN)


def encrypted() -> EncryptedFile:
    return EncryptedFile(ENCRYPTED)


def inflated() -> FileTooLarge:
    return FileTooLarge(UNPACKED)


def empty() -> FileTooLarge:
    return FileTooLarge(EMPTY_CELLS)
