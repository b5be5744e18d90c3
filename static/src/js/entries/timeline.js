/* Only for those who may change dates on a timeline. */
import { Application } from "@hotwired/stimulus"
import TimelineController from "../controllers/timeline_controller.js"

Application.start().register("timeline", TimelineController)
