"""What each finding says to the person who decides, in Vietnamese and English. `{read}` is what stood in the document."""

from app.documents.annex.codes import Code
from app.documents.annex.columns import Role
from app.kernel.words import Words

COLUMN_NAMES = {
    Role.number: Words("số thứ tự", "number"),
    Role.task_title: Words("nội dung công việc", "task"),
    Role.lead: Words("cơ quan chủ trì", "lead agency"),
    Role.coordinating: Words("cơ quan phối hợp", "coordinating agencies"),
    Role.deadline: Words("thời hạn", "deadline"),
    Role.deliverable: Words("sản phẩm", "deliverable"),
}

SENTENCES = {
    Code.absent_table: Words(
        "Không tìm thấy bảng nhiệm vụ: không có dòng tiêu đề nào nêu nội dung công việc cùng cơ quan chủ trì hoặc thời hạn.",
        "No table of tasks was found: no header row names the work together with its lead agency or its deadline.",
    ),
    Code.further_annex: Words(
        "Tệp có thêm “{read}”; phụ lục này được đọc thành một mục của kế hoạch.",
        "The file holds “{read}” as well; that annex is read as a section of the plan.",
    ),
    Code.old_workbook: Words(
        "Tệp .xls cũ không cho biết ngày được hiện thế nào: ô hiện “06/2026” được đọc là 1/6/2026. Nên lưu lại thành .xlsx rồi nhập.",
        "An old .xls does not tell how a day is shown: a cell that shows “06/2026” is read as 1/6/2026. Save it as .xlsx and import that.",
    ),
    Code.hidden_sheet: Words(
        "Trang ẩn “{read}” của tệp không được đọc. Nếu có nhiệm vụ ở đó, hãy cho hiện trang rồi gửi lại.",
        "The hidden sheet “{read}” was not read. If there are tasks in it, show the sheet and send the file again.",
    ),
    Code.unseen_looks: Words(
        "Tệp .xls cũ không cho biết chữ gạch bỏ, dòng hoặc cột ẩn, ghi chú ở ô và số hiện ra thế nào (14.10 thành 14.1). Nếu có, hãy lưu lại thành "
        ".xlsx rồi nhập.",
        "An old .xls does not tell what is struck through, hidden or noted at a cell, nor how a number is shown (14.10 comes as 14.1). If there is "
        "any such thing, save it as .xlsx and import that.",
    ),
    Code.hidden_column: Words(
        "Cột {read} bị ẩn trong tệp nhưng vẫn được đọc như các cột khác.",
        "The column {read} is hidden in the file; it is read as any other.",
    ),
    Code.tracked_changes: Words(
        "Tệp còn thay đổi đang theo dõi (Track Changes): chữ đã xóa không được đọc, chữ chèn thêm được đọc như đã chấp nhận. Nếu không đúng, hãy "
        "chấp nhận hoặc từ chối các thay đổi rồi gửi lại.",
        "The file has tracked changes: what was deleted was not read, what was inserted was read as if accepted. If that is not right, accept or "
        "reject the changes and send it again.",
    ),
    Code.deleted_row: Words(
        "Dòng “{read}” đã bị xóa trong chế độ theo dõi thay đổi (Track Changes) nên không được đọc.",
        "The row “{read}” was deleted in a tracked change and was not read.",
    ),
    Code.loose_picture: Words(
        "Có {count} hình ảnh nằm ngoài các dòng nhiệm vụ; chữ trong hình không được đọc.",
        "{count} pictures stand outside the rows of tasks; what they show was not read.",
    ),
    Code.unread_picture: Words(
        "Ô của “{read}” có hình ảnh; chữ trong hình không được đọc. Nếu hình nêu thời hạn hay cơ quan, hãy gõ thành chữ.",
        "A cell of “{read}” holds a picture; what it shows was not read. If it tells a deadline or an agency, write it in letters.",
    ),
    Code.merged_text_box: Words(
        "Khung chữ (text box) “{read}” nằm trong ô hoặc đoạn này và được đọc chung với chữ ở đó.",
        "A text box, “{read}”, stands in this cell or paragraph and is read as part of its text.",
    ),
    Code.merged_table: Words(
        "Trong ô có một bảng con “{read}”; chữ của bảng con được đọc chung với chữ của ô.",
        "The cell holds a table of its own, “{read}”, which is read as part of its text.",
    ),
    Code.tracked_insertion: Words(
        "“{read}” được chèn thêm trong chế độ theo dõi thay đổi (Track Changes) và được đọc như đã chấp nhận.",
        "“{read}” was inserted in a tracked change and is read as if accepted.",
    ),
    Code.tracked_deletion: Words(
        "“{read}” bị xóa trong chế độ theo dõi thay đổi (Track Changes) nên không được đọc.",
        "“{read}” was deleted in a tracked change and was not read.",
    ),
    Code.embedded_object: Words(
        "Trong tệp có đối tượng nhúng (bảng Excel, tài liệu khác) không đọc được; nếu có nhiệm vụ ở đó, hãy chép thành bảng rồi gửi lại.",
        "An object is embedded in the file (a sheet of Excel's, another document), which is not read; if it has tasks, copy them into a table.",
    ),
    Code.page_margin: Words(
        "Đầu trang hoặc chân trang ghi “{read}”; phần này không thuộc bảng nên không được đọc.",
        "The header or footer of the pages says “{read}”; it is no part of the table and was not read.",
    ),
    Code.unread_remarks: Words(
        "{count} ghi chú hoặc hộp chữ nằm ngoài bảng không được đọc: “{read}”.",
        "{count} comments or boxes of text beside the table were not read: “{read}”.",
    ),
    Code.partial_export: Words(
        "Tệp là bản trích (“{read}”), không phải toàn bộ phụ lục: nhiệm vụ không có trong tệp không bị coi là đã bỏ, và tệp không dùng để "
        "điều chỉnh kế hoạch đã có. Hãy xuất lại không kèm bộ lọc.",
        "The file is a part of an export (“{read}”), not the whole annex: tasks that it leaves out are not taken for removed, and it amends no "
        "plan that is there already. Export again without filters.",
    ),
    Code.generic_title: Words(
        "“{read}” chỉ nói đây là bảng gì, không phải tên kế hoạch; {taken}.",
        "“{read}” says what the table is and names no plan; {taken}.",
    ),
    Code.ignored_table: Words(
        "Bảng bắt đầu bằng “{read}” không phải bảng nhiệm vụ nên chưa được đưa vào.",
        "The table that begins “{read}” is no table of tasks; it was left out.",
    ),
    Code.absent_column: Words("Phụ lục không có cột {column}.", "The annex has no {column} column."),
    Code.empty_column: Words(
        "Cột {column} (“{read}”) không có ô nào có chữ; số do Word tự đánh có thể đã mất.",
        "Nothing stands in the {column} column (“{read}”); numbers that Word counts by itself may be lost.",
    ),
    Code.contested_column: Words(
        "Hai cột cùng có thể là {column}: “{kept}” được dùng, “{read}” {becomes}.",
        "Two columns may both be the {column}: “{kept}” is taken, “{read}” {becomes}.",
    ),
    Code.combined_column: Words(
        "Cột “{read}” vừa là {column} vừa là {other}: phần nào của ô là gì thì chỉ các chữ trong ô cho biết; chỗ nào phải đoán đều được hỏi lại.",
        "The column “{read}” is both the {column} and the {other}: only the words of a cell tell which part is which; what had to be guessed is asked.",
    ),
    Code.kept_as_note: Words(
        "Cột {column} được giữ làm ghi chú của nhiệm vụ.", "The column {column} is kept as a note of each task."
    ),
    Code.progress_not_read: Words(
        "Tiến độ ghi ở các cột “{read}” không được nhập, trừ khi được lấy làm trạng thái ban đầu của kế hoạch (opening).",
        "The progress in the columns “{read}” is not imported, unless it is taken as the state at opening of the plan (opening).",
    ),
    Code.missing_year: Words(
        "Phụ lục không nêu năm và khi gửi tệp cũng không nêu, nên thời hạn như “{read}” chưa thành ngày; hãy gửi lại tệp kèm năm của kế hoạch (year).",
        "Neither the annex nor who sent it says its year, so that a deadline such as “{read}” is no day yet; send the file again with the year of the plan.",
    ),
    Code.unread_row: Words(
        "Dòng “{read}” không thuộc mục hay nhiệm vụ nào nên chưa được đưa vào.",
        "The line “{read}” belongs to no section and no task; it was left out.",
    ),
    Code.guessed_section: Words(
        "Dòng “{read}” đứng riêng trước một nhiệm vụ nên được hiểu là tên mục.",
        "The line “{read}” stands alone before a task and is read as the title of a section.",
    ),
    Code.upper_section: Words(
        "“{read}” đứng trên các mục khác; cấp mục này không được giữ, nhiệm vụ chỉ thuộc các mục bên dưới.",
        "“{read}” stands over other sections and is not kept: tasks belong to the sections below it only.",
    ),
    Code.empty_section: Words(
        "Mục “{read}” không có nhiệm vụ nào; có thể đó không phải tên mục.",
        "The section “{read}” has no task; it may be no section.",
    ),
    Code.faint_section: Words(
        "Mục “{read}” bị gạch bỏ hoặc bị ẩn trong tệp; mục và các nhiệm vụ của nó vẫn được đưa vào.",
        "The section “{read}” is struck through or hidden in the file; it and its tasks are taken all the same.",
    ),
    Code.laden_section: Words(
        "Dòng của mục “{section}” ghi {column} là “{read}”; mục không phải nhiệm vụ nên phần này không giao cho ai và không thành thời hạn của nhiệm "
        "vụ nào. Nếu là chung cho các nhiệm vụ của mục, hãy ghi ở từng dòng.",
        "The row of the section “{section}” gives “{read}” as its {column}; a section is no task, so that it is given to nobody and to none of the "
        "tasks below. If it holds for all of them, write it in each row.",
    ),
    Code.left_out_text: Words(
        "“{left_out}” bị gạch bỏ hoặc bị ẩn trong tệp nên không được đọc; phần được đọc: “{rest}”.",
        "“{left_out}” is struck through or hidden in the file and was not read; what was read: “{rest}”.",
    ),
    Code.footnote: Words(
        "Chú thích “{read}” được giữ làm ghi chú của {tasks} nhiệm vụ.",
        "The footnote “{read}” is kept as a note of {tasks} tasks.",
    ),
    Code.loose_footnote: Words(
        "Không rõ chú thích “{read}” thuộc nhiệm vụ nào nên chưa được đưa vào.",
        "Which task the footnote “{read}” belongs to is not known; it was left out.",
    ),
    Code.unread_cell: Words(
        "Dòng có nhiều ô hơn tiêu đề; phần thừa “{read}” chưa được đưa vào. Các ô có thể đã lệch cột.",
        "The row has more cells than the header; “{read}” was left out. Its cells may stand in the wrong columns.",
    ),
    Code.unworked_cell: Words(
        "Ô “{read}” là công thức chưa có kết quả hoặc bị lỗi; hãy mở bằng Excel, sửa rồi lưu lại.",
        "The cell “{read}” is a formula without a result, or one that failed; open the file in Excel, mend it and save it again.",
    ),
    Code.faint_row: Words(
        "Dòng “{read}” bị gạch bỏ hoặc bị ẩn trong tệp; nhiệm vụ vẫn được đưa vào.",
        "The row “{read}” is struck through or hidden in the file; the task is taken all the same.",
    ),
    Code.faint_cell: Words(
        "Ô “{read}” bị gạch bỏ hoặc bị ẩn trong tệp, còn nhiệm vụ thì không; ô vẫn được đọc.",
        "The cell “{read}” is struck through or hidden in the file, its task is not; it is read all the same.",
    ),
    Code.joined_row: Words(
        "Phần tiếp theo ở dòng sau (do ngắt trang hoặc xuống dòng), “{read}”, đã được ghép vào nhiệm vụ này.",
        "The rest of this task, “{read}”, stood in a later line (a page or line break) and was joined to it.",
    ),
    Code.merged_value: Words(
        "“{read}” là một ô gộp, được hiểu là chung cho nhiệm vụ này và các nhiệm vụ liền trên.",
        "“{read}” is one merged cell, taken to hold for this task as for those above it.",
    ),
    Code.ditto_value: Words(
        "Ô ghi “như trên”; lấy “{read}” của nhiệm vụ liền trên.",
        "The cell says “as above”; “{read}” of the task above is taken.",
    ),
    Code.ditto_of_nothing: Words(
        "Ô ghi “{read}” (như trên), nhưng phía trên không có gì; ô được coi là để trống.",
        "The cell says “{read}” (as above), and nothing stands above; it is taken as empty.",
    ),
    Code.heading_deliverable: Words(
        "Dòng này chỉ là dòng nhóm (không có chủ trì và thời hạn, có việc con) nhưng lại nêu sản phẩm “{read}”: không ai phải nộp sản phẩm đó.",
        "The row is a heading (neither lead nor deadline, tasks below it) and yet asks for a product, “{read}”, which nobody owes.",
    ),
    Code.childless_heading: Words(
        "“{read}” không có chủ trì, thời hạn, sản phẩm và không có việc con, nên được hiểu là dòng nhóm: không ai phải báo cáo.",
        "“{read}” has no lead, no deadline, no product and no task below it; it is read as a heading, and nobody reports on it.",
    ),
    Code.missing_number: Words("Nhiệm vụ không có số thứ tự.", "The task has no number."),
    Code.duplicate_number: Words(
        "Số thứ tự {read} đã dùng cho một nhiệm vụ khác trong cùng mục.",
        "The number {read} is taken by another task of the same section.",
    ),
    Code.restarted_numbers: Words(
        "Số thứ tự bắt đầu lại từ {read} mà không có tên mục; có thể thiếu một dòng mục ở đây.",
        "The numbers begin again at {read} without a section; the line that names it may be missing here.",
    ),
    Code.missing_lead: Words("Nhiệm vụ không có cơ quan chủ trì.", "The task has no lead agency."),
    Code.inherited_lead: Words(
        "Ô chủ trì để trống; lấy “{read}” của nhiệm vụ cấp trên.",
        "The lead cell is empty; “{read}” of the task above it is taken.",
    ),
    Code.inherited_coordinating: Words(
        "Ô phối hợp để trống; lấy “{read}” của nhiệm vụ cấp trên.",
        "The coordinating cell is empty; “{read}” of the task above it is taken.",
    ),
    Code.coordinating_in_lead: Words(
        "Ô chủ trì còn nêu cơ quan phối hợp: “{read}”.", "The lead cell names coordinating agencies as well: “{read}”."
    ),
    Code.guessed_role: Words(
        "Ô “{cell}” không nói “{read}” chủ trì hay phối hợp; đang hiểu là phối hợp. Nếu cũng chủ trì, hãy từ chối cách hiểu này (rejected).",
        "The cell “{cell}” does not say whether “{read}” leads or coordinates; read as coordinating. If it leads as well, reject this.",
    ),
    Code.lead_in_coordinating: Words(
        "Ô phối hợp ghi “{cell}”; “{read}” đang được hiểu là phối hợp. Nếu chủ trì, hãy từ chối cách hiểu này (rejected).",
        "The coordinating cell says “{cell}”; “{read}” is read as coordinating. If it leads, reject this.",
    ),
    Code.unknown_agency: Words(
        "“{read}” không có trong danh mục cơ quan. Gần giống: {nearest}.",
        "“{read}” is not in the register of agencies. Nearest: {nearest}.",
    ),
    Code.narrowed_agency: Words(
        "“{read}” chỉ một số cơ quan, chưa rõ là những cơ quan nào.",
        "“{read}” means some agencies; which ones is not said.",
    ),
    Code.lead_also_coordinating: Words(
        "“{read}” vừa chủ trì vừa phối hợp; có thể do hai ô gộp làm một.",
        "“{read}” both leads and coordinates; the two cells may be one merged cell.",
    ),
    Code.joint_or_either: Words(
        "“{read}”: chưa rõ là cùng chủ trì hay một trong các cơ quan; đang hiểu là cùng chủ trì, cơ quan đầu là chính.",
        "“{read}” may mean all of them or one of them; read as all of them, the first being primary.",
    ),
    Code.missing_deadline: Words("Nhiệm vụ không có thời hạn.", "The task has no deadline."),
    Code.inherited_deadline: Words(
        "Ô thời hạn để trống; lấy “{read}” của nhiệm vụ cấp trên.",
        "The deadline cell is empty; “{read}” of the task above it is taken.",
    ),
    Code.unread_deadline: Words(
        "Không xác định được ngày từ thời hạn “{read}”. {notes}",
        "No day can be told from the deadline “{read}”. {notes}",
    ),
    Code.assumed_deadline: Words("Thời hạn “{read}”: {notes} {day}", "The deadline “{read}”: {notes} {day}"),
    Code.deadline_part_unread: Words(
        "Thời hạn “{read}” còn nêu “{parts}”; phần này không thành ngày đến hạn. Hãy ghi lại thời hạn, hoặc tách nhiệm vụ nếu là hai việc.",
        "The deadline “{read}” names “{parts}” as well, which became no day. Write the deadline anew, or split the task if it is two.",
    ),
    Code.month_first: Words(
        "Thời hạn “{read}” được đọc ngày trước tháng sau; nhưng “{other}” trong cùng cột chỉ có thể là tháng trước ngày sau. Có thể là “{turned}”.",
        "The deadline “{read}” is read day first; but “{other}” of the same column can only be month first. It may be “{turned}”.",
    ),
    Code.product_in_deadline: Words(
        "Ô thời hạn “{read}” còn nêu “{products}”, có vẻ là sản phẩm: chưa được lấy làm sản phẩm của nhiệm vụ. Nếu đúng, hãy nêu sản phẩm (replaced).",
        "The deadline cell “{read}” names “{products}” as well, which looks like a deliverable and was not taken for one. If it is, give it (replaced).",
    ),
    Code.unpaired_lines: Words(
        "Ô chủ trì nêu nhiều cơ quan (“{leads}”), ô thời hạn nêu nhiều ngày (“{read}”): chưa rõ cơ quan nào theo ngày nào. Thời hạn đang được hiểu "
        "như nhau cho mọi cơ quan; nếu mỗi cơ quan một ngày, hãy tách thành từng nhiệm vụ.",
        "The lead cell names several agencies (“{leads}”) and the deadline cell several days (“{read}”): which lead has which day is not said. The "
        "deadline is read as the same for all of them; if each has its own, make each a task.",
    ),
    Code.far_deadline: Words(
        "Thời hạn “{read}” đã qua khi kế hoạch ban hành hoặc cách năm {year} của kế hoạch quá xa; năm có thể bị gõ nhầm.",
        "The deadline “{read}” had passed when the plan was issued or is too far from its year, {year}; its year may be mistyped.",
    ),
    Code.date_in_title: Words(
        "Nội dung nhiệm vụ còn nêu “{read}”; nếu chấp nhận, đó là thời hạn thứ hai.",
        "The task's text also names “{read}”; if accepted, it is a second deadline.",
    ),
    Code.date_in_deliverable: Words(
        "Ô sản phẩm “{product}” còn nêu “{read}”; ngày đó không thành thời hạn. Nếu là thời hạn, hãy ghi vào cột thời hạn.",
        "The product “{product}” names “{read}” as well, which became no deadline. If it is one, write it in the column of deadlines.",
    ),
    Code.missing_deliverable: Words("Nhiệm vụ không nêu sản phẩm.", "The task names no deliverable."),
}
