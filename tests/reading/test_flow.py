from policyscape.reading import read_text

from .factory import prose, prose_document, shown

FULL = "観測所の設置と運用の費用は地方自治体と漁業協同組合が分担しており、その割合は海域の広さによって定ま"


def test_lines_of_prose_are_joined_and_a_short_last_line_ends_the_paragraph() -> None:
    document = prose_document(f"{FULL}\nる。\n校正は毎年行う。\n")
    assert shown(document)[-2:] == [f"{FULL}る。", "校正は毎年行う。"]


def test_a_blank_line_within_a_sentence_does_not_cut_it() -> None:
    assert f"{FULL}る仕組みである。" in shown(prose_document(f"{FULL}\n\nる仕組みである。\n"))


def test_a_caption_and_its_table_do_not_cut_the_sentence_around_them() -> None:
    document = prose_document(f"{FULL}\n\n図表1　観測所\n\n北 12\n\n出典：架空の資料\n\nる仕組みである。\n")
    assert f"{FULL}る仕組みである。" in shown(document)
    assert shown(document, "caption") == ["図表1　観測所"]


def test_prose_after_a_source_line_is_not_glued_to_it() -> None:
    source = "出典：港湾研究所の資料（2031年1月21日アクセス）のデータをもとに地方自治体と漁業協同組合が共同で作成した"
    assert source in shown(prose_document(f"図表1　観測所\n\n{source}\n\n{prose(3)}"))


def test_sections_have_the_level_of_their_number_and_the_chapter_at_the_foot_comes_first() -> None:
    document = read_text(
        "x", f"{prose()} 1.1\t 観測の費用\n\n{prose()}\n1\t 観測網の整備\n 次の頁である。\n\n{prose()}"
    )
    assert [(block.level, block.text) for block in document.blocks if block.kind == "heading"] == [
        (1, "1 観測網の整備"),
        (2, "1.1 観測の費用"),
    ]
    assert document.blocks[-1].headings == ("1 観測網の整備", "1.1 観測の費用")


def test_a_lost_character_behind_a_bullet_is_noise() -> None:
    document = prose_document("●\ufffd点検の報告\n")
    assert shown(document, "list_item") == ["点検の報告"]
    assert [noise.kind for noise in document.noise if document.text[noise.start] == "\ufffd"] == ["replacement"]


def test_items_of_a_slide_are_joined_within_and_kept_apart() -> None:
    document = read_text(
        "x", "観測所の拠点づくり\n\n・海の状態を記録し、\n公開する\n・校正の技術を\n伝える\n\n漁業者\n研究者\n"
    )
    assert shown(document)[1:] == ["海の状態を記録し、公開する", "校正の技術を伝える", "漁業者", "研究者"]


def test_the_blank_of_a_lost_bullet_makes_a_list_item() -> None:
    document = read_text("x", "観測所の拠点づくり\n\n 研究者と漁業者が\n共同で使う。\n\n 校正も行う。\n")
    assert shown(document, "list_item") == ["研究者と漁業者が共同で使う。", "校正も行う。"]


def test_people_in_a_list_are_kept_apart() -> None:
    lines = "海野 一郎 港湾大学 海洋学部 教授 観測研究所長\n波田 花子 灯台記念学院 理事 副学長 会計担当"
    assert shown(read_text("x", f"観測計画の委員の名簿\n\n{lines}\n"))[1:] == lines.split("\n")


def test_a_slide_without_title_does_not_stand_under_the_title_before_it() -> None:
    document = read_text("x", "観測所の拠点づくり\n\n港\n\n\n\n校正：\n・毎年行う\n\n灯台\n\n\n\n港湾\n\n学校\n")
    assert document.blocks[-1].headings == ()
