"""A visitor of the page who only reads it."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import FilePayload, Locator, Page, expect

WORDS = {
    "ko": {"type": "입력란에 넣기", "send": "보내기", "day": "가기", "story": "이야기", "end": "끝까지 왔습니다"},
    "en": {"type": "Type it for me", "send": "Send", "day": "Go to", "story": "Story", "end": "That is all of it"},
}


@dataclass
class Visitor:
    """A visitor who presses what the current step of the tour offers and says."""

    page: Page
    words: dict[str, str]

    @property
    def step(self) -> Locator:
        return self.page.locator(".story li.next")

    @property
    def place(self) -> Locator:
        return self.page.locator("#place")

    @property
    def form(self) -> Locator:
        return self.page.get_by_role("dialog")

    def look_at_story(self) -> None:
        """Open the tour: a tab on a phone; on a desktop it is beside, unless a thread is open there."""
        ways = (self.page.locator("#tabs").get_by_role("link", name=self.words["story"]), self.page.locator(".shut"))
        for way in ways:
            if way.is_visible():
                way.click()

    def go_there(self) -> None:
        self.step.get_by_role("button").last.click()
        expect(self.place).to_be_visible()

    def type_and_send(self) -> None:
        self.step.get_by_role("button", name=self.words["type"]).click()
        self.send()

    def send(self) -> None:
        self.place.get_by_role("button", name=self.words["send"], exact=True).click()

    def choose(self, photo: FilePayload) -> None:
        with self.page.expect_file_chooser() as choosing:
            self.place.locator(".tools .opener").first.click()
        choosing.value.set_files(photo)

    def move_the_day(self) -> None:
        """Press the day's button and wait until the day has come, because the button disappears then and others
        move.
        """
        today = self.page.locator("#clock")
        before = today.inner_text()
        self.step.get_by_role("button", name=self.words["day"]).first.click()
        expect(today).not_to_have_text(before, use_inner_text=True)

    def press(self, name: str) -> None:
        self.place.get_by_role("button", name=name, exact=True).first.click()

    def send_form(self) -> None:
        self.form.locator("button.primary").click()
        expect(self.form).to_have_count(0)

    def be(self, name: str) -> None:
        self.page.locator("#who").click()
        self.page.locator(".cast button").filter(has_text=name).click()

    def choose_below(self, menu: Locator, name: str) -> None:
        menu.click()
        self.page.get_by_role("menuitem", name=name).click()

    def say_yes(self) -> None:
        self.page.locator("dialog.sure footer button").last.click()

    @property
    def board(self) -> Locator:
        """The newest agenda or meeting board."""
        return self.place.locator("article").filter(has_text="안건").filter(has_text="심의").last
