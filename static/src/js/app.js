/* Everything works without this file. Turbo makes the pages change without a blink; each controller makes one thing nicer. */
import "@hotwired/turbo"
import { Application } from "@hotwired/stimulus"
import AdviceController from "./controllers/advice_controller.js"
import AutosaveController from "./controllers/autosave_controller.js"
import CopyLinkController from "./controllers/copy_link_controller.js"
import DeskKeysController from "./controllers/desk_keys_controller.js"
import DisclosureController from "./controllers/disclosure_controller.js"
import DotsController from "./controllers/dots_controller.js"
import EditorController from "./controllers/editor_controller.js"
import FocusController from "./controllers/focus_controller.js"
import GrowController from "./controllers/grow_controller.js"
import KeepUpController from "./controllers/keep_up_controller.js"
import LeftWordsController from "./controllers/left_words_controller.js"
import LiveController from "./controllers/live_controller.js"
import LookAgainController from "./controllers/look_again_controller.js"
import MarginController from "./controllers/margin_controller.js"
import MeetingLinesController from "./controllers/meeting_lines_controller.js"
import MentionController from "./controllers/mention_controller.js"
import MenuController from "./controllers/menu_controller.js"
import OutlineController from "./controllers/outline_controller.js"
import PassageController from "./controllers/passage_controller.js"
import PassageMarksController from "./controllers/passage_marks_controller.js"
import PasskeyController from "./controllers/passkey_controller.js"
import SearchKeyController from "./controllers/search_key_controller.js"
import SelectWordsController from "./controllers/select_words_controller.js"
import SentencesController from "./controllers/sentences_controller.js"
import SubmitKeyController from "./controllers/submit_key_controller.js"
import SuggestPassageController from "./controllers/suggest_passage_controller.js"
import TermsController from "./controllers/terms_controller.js"
import ThemeController from "./controllers/theme_controller.js"
import TranslatingController from "./controllers/translating_controller.js"
import UnsavedController from "./controllers/unsaved_controller.js"
import { followDrawnLinks } from "./drawn_links.js"
import { land } from "./landing.js"
import { applyTheme } from "./theme.js"

document.documentElement.classList.add("has-script")
applyTheme()
document.addEventListener("turbo:load", land)
followDrawnLinks()

const application = Application.start()
application.register("advice", AdviceController)
application.register("autosave", AutosaveController)
application.register("copy-link", CopyLinkController)
application.register("desk-keys", DeskKeysController)
application.register("disclosure", DisclosureController)
application.register("dots", DotsController)
application.register("editor", EditorController)
application.register("focus", FocusController)
application.register("grow", GrowController)
application.register("keep-up", KeepUpController)
application.register("left-words", LeftWordsController)
application.register("live", LiveController)
application.register("look-again", LookAgainController)
application.register("margin", MarginController)
application.register("meeting-lines", MeetingLinesController)
application.register("mention", MentionController)
application.register("menu", MenuController)
application.register("outline", OutlineController)
application.register("passage", PassageController)
application.register("passage-marks", PassageMarksController)
application.register("passkey", PasskeyController)
application.register("search-key", SearchKeyController)
application.register("select-words", SelectWordsController)
application.register("sentences", SentencesController)
application.register("submit-key", SubmitKeyController)
application.register("suggest-passage", SuggestPassageController)
application.register("terms", TermsController)
application.register("theme", ThemeController)
application.register("translating", TranslatingController)
application.register("unsaved", UnsavedController)
