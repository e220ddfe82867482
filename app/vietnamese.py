"""Every operation in Vietnamese: what it is called and what it does, shown in `/docs` and the contract before the English of its route.

One table, and not two languages in each docstring: code is read in one of them, and a translator reads only this.
"""

from typing import NamedTuple


class Said(NamedTuple):
    summary: str
    description: str


OPERATIONS: dict[str, Said] = {
    # Tài khoản
    "getMe": Said("Tôi là ai", "Dịch vụ nhận người gọi là ai, được làm gì và trong những giới hạn nào."),
    "listTokens": Said(
        "Danh sách mã truy cập",
        "Mọi mã truy cập đã cấp, mới nhất trước; mã đã thu hồi và hết hạn vẫn còn trong danh sách.",
    ),
    "createToken": Said(
        "Cấp mã truy cập",
        "Cấp một mã truy cập; phần bí mật chỉ có trong câu trả lời này: gửi lại cùng khóa thì nhận câu trả lời không có phần ấy.",
    ),
    "rotateToken": Said(
        "Đổi mã truy cập",
        "Cấp mã mới thay mã cũ, mã cũ còn hiệu lực trong thời gian chồng lấn; phần bí mật chỉ có trong câu trả lời này.\n\n"
        "Quyền và định danh giữ nguyên, nên khóa Idempotency-Key và lịch sử vẫn còn. Mất câu trả lời thì gửi lại cùng khóa để "
        "biết id của mã mới rồi đổi tiếp mã ấy: trong lúc ấy mã cũ vẫn dùng được.",
    ),
    "issueAccessToken": Said(
        "Đổi khóa lấy mã truy cập ngắn hạn",
        "Đổi một khóa lấy mã truy cập dùng trong một giờ (client_credentials, RFC 6749 §4.4).\n\n"
        "`client_id` là `credential_id` của mã, `client_secret` là chính mã ấy, gửi bằng HTTP Basic hoặc trong biểu mẫu. `scope` nêu các "
        "quyền; không nêu thì có mọi quyền của khóa. Lời từ chối là JSON theo RFC 6749 §5.2. Không áp dụng `Prefer`, kể cả dry-run: "
        "điểm cuối của RFC 6749 được yêu cầu gì thì làm nấy.",
    ),
    "getToken": Said("Xem một mã truy cập", "Mã ấy được cấp những gì, ai cấp và đến khi nào."),
    "deleteToken": Said(
        "Thu hồi mã truy cập",
        "Mã, cùng những mã nó đã thay mà còn hiệu lực, hết hiệu lực từ yêu cầu kế tiếp; dòng ghi về nó vẫn còn trong danh sách.",
    ),
    # Lịch và thời hạn
    "parseDeadline": Said(
        "Đọc thời hạn", "Một cụm từ thời hạn được hiểu thế nào và rơi vào những ngày nào; không lưu gì."
    ),
    "listCalendarDays": Said(
        "Ngày nghỉ và làm bù trong năm",
        "Các ngày nghỉ lễ và ngày làm bù của một năm, mỗi ngày kèm quyết định làm căn cứ.",
    ),
    "putCalendarDays": Said(
        "Thay lịch của một năm",
        "Thay toàn bộ các ngày của một năm; việc đang mở của kế hoạch đã công bố được tính lại ngày theo đó.",
    ),
    "getAgencyCalendar": Said(
        "Lịch thời hạn của cơ quan (.ics)",
        "Các nghĩa vụ có ngày còn hiệu lực của một cơ quan, mỗi việc một ngày: để điện thoại đăng ký theo dõi, gửi mã bằng `token`.",
    ),
    # Danh bạ cơ quan
    "listAgencies": Said("Danh bạ cơ quan", "Danh bạ theo thứ tự bảng chữ cái tiếng Việt."),
    "createAgency": Said("Ghi danh cơ quan", "Thêm một cơ quan vào danh bạ; bên gửi có thể tự đặt id."),
    "getAgency": Said("Xem một cơ quan", "Một cơ quan trong danh bạ."),
    "updateAgency": Said(
        "Sửa thông tin cơ quan", "Sửa điều danh bạ ghi về một cơ quan (JSON merge patch); mã cơ quan giữ nguyên."
    ),
    "succeedAgency": Said(
        "Cơ quan kế thừa",
        "Kết thúc một cơ quan được cơ quan khác kế thừa do sáp nhập hoặc đổi tên: việc đang mở chuyển sang, lịch sử giữ nguyên.",
    ),
    "listAgencyGroups": Said("Các nhóm cơ quan", "Những nhóm cơ quan đã đặt tên."),
    "createAgencyGroup": Said(
        "Đặt tên nhóm cơ quan", "Đặt tên một nhóm cơ quan; với quy tắc `members`, danh sách được gửi sau."
    ),
    "getAgencyGroup": Said("Xem một nhóm cơ quan", "Một nhóm cơ quan."),
    "updateAgencyGroup": Said(
        "Sửa nhóm cơ quan",
        "Sửa tên hoặc loại cơ quan của nhóm (JSON merge patch); kế hoạch đã công bố không đổi theo.",
    ),
    "listAgencyGroupMembers": Said("Thành viên của nhóm", "Hôm nay những cơ quan nào thuộc nhóm."),
    "putAgencyGroupMembers": Said("Thay thành viên của nhóm", "Thay danh sách của nhóm có quy tắc `members`."),
    # Kế hoạch
    "listPlans": Said("Danh sách kế hoạch", "Các kế hoạch mà người gọi được xem, theo mã."),
    "createPlan": Said("Lập dự thảo kế hoạch", "Một dự thảo, chỉ cơ quan theo dõi thấy cho đến khi công bố."),
    "getPlan": Said("Xem một kế hoạch", "Một kế hoạch với các quy định của nó."),
    "updatePlan": Said(
        "Sửa kế hoạch",
        "Sửa dự thảo, hoặc điền số, ngày và cơ quan ban hành của kế hoạch đã công bố (JSON merge patch).",
    ),
    "deletePlan": Said("Bỏ dự thảo", "Bỏ một dự thảo cùng mọi thứ trong đó; kế hoạch đã công bố không bỏ được."),
    "listAnnexes": Said("Các phụ lục", "Các phụ lục của một kế hoạch."),
    "createAnnex": Said("Thêm phụ lục", "Thêm một phụ lục vào dự thảo, sau những phụ lục đã có."),
    "listSections": Said("Các phần", "Các phần của một kế hoạch, qua mọi phụ lục."),
    "createSection": Said("Thêm phần", "Thêm một phần vào phụ lục của dự thảo, sau những phần đã có."),
    "listPlanRelations": Said(
        "Quan hệ giữa các kế hoạch", "Kế hoạch này sửa đổi, thay thế hoặc bãi bỏ những kế hoạch nào."
    ),
    "createPlanRelation": Said(
        "Ghi quan hệ giữa hai kế hoạch", "Ghi rằng kế hoạch này sửa đổi, thay thế hoặc bãi bỏ một kế hoạch khác."
    ),
    "publishPlan": Said(
        "Công bố kế hoạch", "Mở việc mà mỗi cơ quan chủ trì phải làm; từ đây kế hoạch chỉ thay đổi bằng điều chỉnh."
    ),
    "closePlan": Said("Đóng kế hoạch", "Kết thúc việc báo cáo; số liệu dừng ở ngày này."),
    "reopenPlan": Said(
        "Mở lại kế hoạch",
        "Cho tiếp tục báo cáo, kèm văn bản cho phép; thay đổi của sự kiện và cơ quan trong thời gian đóng được cập nhật theo.",
    ),
    "exportPlan": Said(
        "Xuất kế hoạch",
        "Kế hoạch theo các cột của chính phụ lục, kèm tình hình thực hiện: để ký, và để nhập lại.",
    ),
    # Nhập kế hoạch
    "createPlanImport": Said(
        "Đọc phụ lục từ tệp",
        "Đọc phụ lục của một kế hoạch, đến 25 MB và 20.000 dòng, và cho biết sẽ thay đổi những gì; chưa thay đổi gì trong kế hoạch.",
    ),
    "listPlanImports": Said("Các lần nhập", "Các lần nhập của cơ quan người gọi, cũ nhất trước, không kèm các dòng."),
    "getPlanImport": Said("Xem một lần nhập", "Một lần nhập, so với kế hoạch như hiện nay."),
    "updatePlanImport": Said(
        "Giải quyết điểm chưa chắc", "Giải quyết những điểm chưa chắc, và sửa thông tin sẽ dùng để lập kế hoạch mới."
    ),
    "commitPlanImport": Said(
        "Thực hiện lần nhập",
        "Lập kế hoạch, đưa dự thảo về đúng tệp, hoặc điều chỉnh kế hoạch đã công bố; toàn bộ hoặc không gì cả.",
    ),
    # Nhiệm vụ
    "listTasks": Said(
        "Danh sách nhiệm vụ",
        "Nhiệm vụ của các kế hoạch mà người gọi được xem, theo thứ tự dòng. `agency=me`: của các cơ quan trong mã truy cập; `role` không kèm "
        "`agency` cũng vậy.",
    ),
    "exportTasks": Said(
        "Xuất nhiệm vụ",
        "Những nhiệm vụ mà `/v1/tasks` liệt kê với cùng bộ lọc, kèm tình hình thực hiện, thành một bảng.",
    ),
    "listAllLeads": Said(
        "Mọi cơ quan chủ trì",
        "Từng cơ quan chủ trì của các nhiệm vụ mà người gọi được xem và đã làm đến đâu, theo thứ tự dòng: đơn vị mà số liệu theo cơ quan đếm.",
    ),
    "listPlanTasks": Said("Các dòng của kế hoạch", "Các dòng của một kế hoạch; `/v1/tasks?plan=` nhận mọi bộ lọc."),
    "createTask": Said(
        "Thêm nhiệm vụ", "Thêm một dòng vào dự thảo; cụm từ thời hạn được đọc và cách hiểu có trong câu trả lời."
    ),
    "getTask": Said("Xem một nhiệm vụ", "Một nhiệm vụ như hiện nay, hoặc như đã biết vào một ngày."),
    "updateTask": Said(
        "Sửa nhiệm vụ",
        "Sửa nhiệm vụ của dự thảo; của kế hoạch đã công bố chỉ `starred` và `external_refs` (JSON merge patch).",
    ),
    "listLeads": Said(
        "Các cơ quan chủ trì của nhiệm vụ",
        "Từng cơ quan chủ trì của một nhiệm vụ và đã làm đến đâu; `missing=true`: những cơ quan còn nợ báo cáo.",
    ),
    "listTaskHistory": Said(
        "Lịch sử của nhiệm vụ",
        "Mỗi cơ quan chủ trì của nhiệm vụ ở tình trạng nào từ ngày nào, cũ nhất trước, và theo văn bản nào nếu có văn bản làm thay đổi.",
    ),
    "listComments": Said("Các ý kiến", "Những ý kiến về một nhiệm vụ, cũ nhất trước."),
    "createComment": Said(
        "Thêm ý kiến",
        "Thêm ý kiến của cơ quan theo dõi, hoặc của cơ quan chủ trì hay phối hợp; ý kiến được giữ lại và không làm đổi tình trạng.",
    ),
    # Nghĩa vụ
    "listObligations": Said(
        "Ai nợ việc gì",
        "Ai nợ việc gì, ngày sớm nhất trước, việc chưa có ngày sau cùng. Danh sách việc của một cơ quan là `agency=…&state=open`, của "
        "các cơ quan trong mã truy cập là `agency=me&state=open`.",
    ),
    "getObligation": Said("Xem một nghĩa vụ", "Một nghĩa vụ như hiện nay, hoặc như đã biết vào một ngày."),
    "listTaskObligations": Said("Nghĩa vụ của một nhiệm vụ", "Những gì mọi cơ quan chủ trì của một nhiệm vụ phải làm."),
    "createAmendment": Said(
        "Điều chỉnh nhiệm vụ",
        "Thay đổi một điểm của nhiệm vụ đã công bố, kèm văn bản cho phép; điều có trước vẫn đọc được.",
    ),
    "listAmendments": Said(
        "Các lần điều chỉnh", "Cơ quan theo dõi đã thay đổi gì ở một nhiệm vụ từ khi công bố, cũ nhất trước."
    ),
    "putMembers": Said(
        "Nêu tên cơ quan chủ trì",
        "Nêu những cơ quan chủ trì; mỗi cơ quan phải hoàn thành mọi phần và báo cáo đến hạn từ hôm nay. Nhiệm vụ chưa có cơ quan chủ trì nào "
        "nhận phân công bằng thao tác này, với id do bên gửi đặt.",
    ),
    "createExtensionRequest": Said(
        "Xin gia hạn", "Xin ngày muộn hơn cho việc mà cơ quan còn nợ ở nhiệm vụ mình chủ trì; cả khi ngày ấy đã qua."
    ),
    "listExtensionRequests": Said(
        "Các đề nghị gia hạn", "Các đề nghị theo thứ tự gửi; `state=open` là những đề nghị đang chờ cơ quan theo dõi."
    ),
    "getExtensionRequest": Said("Xem một đề nghị gia hạn", "Một đề nghị, với từng bước kể từ khi gửi."),
    "decideExtensionRequest": Said(
        "Quyết định gia hạn",
        "Chấp thuận kèm văn bản, ngày được lùi; từ chối kèm lý do; hoặc đưa ra ngày khác để bên xin nhận hay không.",
    ),
    "answerExtensionRequest": Said(
        "Trả lời ngày được đưa ra", "Nhận ngày mà cơ quan theo dõi đưa ra, ngày được lùi theo đó; hoặc không nhận."
    ),
    "withdrawExtensionRequest": Said("Rút đề nghị gia hạn", "Rút đề nghị khi chưa có kết quả gì."),
    "listAwaitedEvents": Said("Các sự kiện đang chờ", "Các kế hoạch được xem đang chờ điều gì, và đã xảy ra chưa."),
    "getAwaitedEvent": Said("Xem một sự kiện", "Một sự kiện: `awaited_event_id` của một nghĩa vụ."),
    "createEventOccurrence": Said(
        "Ghi sự kiện đã xảy ra",
        "Ghi rằng sự kiện đã xảy ra: mọi kế hoạch đã công bố đang chờ có ngày của mình, không tính ngày xảy ra.",
    ),
    "voidEventOccurrence": Said(
        "Bỏ sự kiện ghi nhầm",
        "Bỏ điều đã ghi nhầm: việc được định ngày theo đó lại chờ, và những gì đã trả lời trong lúc ấy vẫn giữ.",
    ),
    "markEventNotYet": Said(
        "Điều kiện chưa đạt",
        "Ghi rằng một điều kiện chưa đạt: việc phụ thuộc vào nó còn chờ, và ngày của việc chưa chạy.",
    ),
    "listReportRequests": Said(
        "Các yêu cầu báo cáo", "Những báo cáo mà cơ quan theo dõi đã yêu cầu, theo thứ tự yêu cầu."
    ),
    "createReportRequest": Said(
        "Yêu cầu báo cáo",
        "Yêu cầu mỗi cơ quan chủ trì của các nhiệm vụ được nêu báo cáo trước một ngày; cơ quan không còn nợ gì được bỏ qua.",
    ),
    "getReportRequest": Said("Xem một yêu cầu báo cáo", "Một yêu cầu: `report_request_id` của một nghĩa vụ."),
    # Báo cáo
    "createReport": Said(
        "Nộp báo cáo",
        "Cơ quan tự báo cáo tiến độ nhiệm vụ mình chủ trì; câu trả lời cho biết báo cáo đã đáp ứng nghĩa vụ nào.",
    ),
    "submitReportBatch": Said(
        "Nộp nhiều báo cáo",
        "Nộp đến 1.000 báo cáo, mỗi báo cáo riêng hoặc tất cả hay không gì cả; câu trả lời nói về từng báo cáo theo thứ tự gửi.",
    ),
    "listTaskReports": Said("Báo cáo của một nhiệm vụ", "Các báo cáo về một nhiệm vụ, cũ nhất trước."),
    "listReports": Said(
        "Danh sách báo cáo",
        "Báo cáo theo thứ tự nộp. Hàng chờ của cơ quan theo dõi là `review=waiting`; báo cáo của chính mình là `agency=me`.",
    ),
    "getReport": Said("Xem một báo cáo", "Một báo cáo."),
    "reviewReport": Said(
        "Xác nhận hoặc trả lại báo cáo",
        "Xác nhận hoặc trả lại một báo cáo, một lần; khi trả lại phải nêu ngày phải trả lời.",
    ),
    "withdrawReport": Said(
        "Rút báo cáo", "Rút báo cáo chưa ai xem xét; nghĩa vụ mà báo cáo ấy đã đáp ứng lại thành còn nợ."
    ),
    "reviewReports": Said(
        "Xem xét nhiều báo cáo",
        "Xem xét đến 1.000 báo cáo, mỗi báo cáo riêng hoặc tất cả hay không gì cả; câu trả lời nói về từng báo cáo theo thứ tự gửi.",
    ),
    "listAttachments": Said("Các tệp đính kèm", "Các tệp đính kèm một báo cáo, cũ nhất trước."),
    "createAttachment": Said(
        "Đính kèm tệp", "Đính kèm một tệp đến 25 MB vào báo cáo của mình, cho đến khi báo cáo được xác nhận hoặc rút."
    ),
    "getAttachment": Said("Xem một tệp đính kèm", "Những gì biết về một tệp đính kèm."),
    "getAttachmentContent": Said("Tải tệp đính kèm", "Nội dung một tệp đính kèm, toàn bộ hoặc một phần, để lưu lại."),
    # Tổng hợp
    "getPlanSummary": Said(
        "Tổng hợp một kế hoạch",
        "Tám ô của một kế hoạch và những gì các cơ quan còn nợ, vào một ngày và theo một trong hai căn cứ; khoảng thời gian là của việc đến hạn.",
    ),
    "getSummary": Said("Tổng hợp chung", "Như trên, qua mọi kế hoạch mà người gọi được xem."),
    "listAgencySummaries": Said(
        "So sánh các cơ quan",
        "Các cơ quan cạnh nhau, mỗi cơ quan đếm theo việc mình chủ trì: tỷ lệ đúng hạn cao nhất trước trừ khi `sort` nói khác, chưa có tỷ lệ "
        "sau cùng, rồi theo tên.",
    ),
    "exportAgencySummaries": Said("Xuất bảng so sánh", "Các cơ quan cạnh nhau, với các số của `/v1/summary/agencies`."),
    "listExcusedDelays": Said(
        "Trễ do nguyên nhân khách quan",
        "Những lần trễ có nguyên nhân khách quan: ai xác nhận, khi nào và bằng văn bản nào; ngày sớm nhất trước.",
    ),
    "getMovements": Said(
        "Biến động giữa hai ngày",
        "Bao nhiêu nhiệm vụ ở ô nào vào cuối ngày `from` và ở ô nào vào cuối ngày `to` (mặc định là hôm nay). Phải nêu ngày đầu: với một "
        "tháng, quý hay năm, là ngày liền trước khi nó bắt đầu. Với `agency`: nhiệm vụ mà cơ quan ấy chủ trì vào ngày cuối.",
    ),
    # Dịch vụ
    "getHealth": Said(
        "Tiến trình còn chạy",
        "Tiến trình trả lời. Không nói gì về cơ sở dữ liệu: khởi động lại cũng không chữa được nó.",
    ),
    "getReadiness": Said(
        "Sẵn sàng phục vụ", "Cơ sở dữ liệu trả lời trong một giây và có đủ các bảng mà phiên bản này cần."
    ),
    "getProblemType": Said(
        "Ý nghĩa của một loại lỗi",
        "`type` của một lỗi nghĩa là gì và cần làm gì: một trang cho người đọc, hoặc JSON với `Accept: application/json`.",
    ),
}
