from .factory import prose_document, shown


def rows(body: str) -> list[list[str]]:
    document = prose_document(f"図表1　観測所の数\n\n{body}\n\n出典：架空の資料\n")
    tables = [block for block in document.blocks if block.kind == "table"]
    return [[cell.text for cell in row] for row in tables[0].rows] if tables else []


def test_lines_of_equal_structure_are_rows() -> None:
    assert rows("海域 数 割合\n\n北 12 48.0\n\n南 9 36.0\n\n西 4 16.0") == [
        ["海域", "数", "割合"],
        ["北", "12", "48.0"],
        ["南", "9", "36.0"],
        ["西", "4", "16.0"],
    ]


def test_a_first_column_without_a_name_gets_an_empty_header() -> None:
    assert rows("数 割合\n\n北 12 48.0\n\n南 9 36.0\n\n西 4 16.0")[0] == ["", "数", "割合"]


def test_a_numbered_table_of_words_is_split_at_its_columns() -> None:
    body = "対象 内容\n\n1 水温 沿岸で記録する\n年報に残す\n\n2 潮位 港で記録する\n\n3 塩分 河口 で記録する"
    assert rows(body)[1:] == [
        ["1", "水温", "沿岸で記録する年報に残す"],
        ["2", "潮位", "港で記録する"],
        ["3", "塩分", "河口 で記録する"],
    ]


def test_the_text_of_a_table_is_its_cells() -> None:
    document = prose_document("図表1　観測所の数\n\n海域 数\n\n北 12\n\n南 9\n\n西 4\n\n出典：架空\n")
    assert shown(document, "table") == ["海域\t数\n北\t12\n南\t9\n西\t4"]


def test_two_rows_are_no_table() -> None:
    assert rows("海域 数\n\n北 12\n\n南 9") == []


def test_rows_that_are_no_table_stay_apart() -> None:
    document = prose_document("図表1　今後の課題\n\n機器を更新する\n\n観測員を育てる\n\n出典：架空の資料\n")
    assert shown(document, "paragraph")[-3:-1] == ["機器を更新する", "観測員を育てる"]
