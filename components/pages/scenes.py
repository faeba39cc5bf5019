"""Scenes: the guided way. The workbench beside a card that asks, lets run, and then says what was to be seen."""

from dataclasses import replace

import streamlit as st

from components import state
from components.pages.explore import workbench
from components.questions import outcome_hidden
from components.share_link import View, opening
from components.words import plain
from optimizers.scenes import SCENES, Scene, Setting

WHAT_SCENES_ARE = (
    "The lecture as a walk: each scene asks **what do you expect?**, runs, and says why it came so. Every one has a "
    "setting known to fail and one known to work; change them as you like."
)


def scenes() -> None:
    """The scene of the link, or the first."""
    workbench("scenes", at_a_scene, guide=guide)


def at_a_scene(view: View, came: bool) -> View:
    """`view` where it is at a scene, else the first one. A link may name the scene and nothing else."""
    if not view.scene:
        return opened(next(iter(SCENES.values())))
    return opened(SCENES[view.scene]) if view.experiment == opening().experiment else view


def opened(scene: Scene, setting: Setting | None = None) -> View:
    """The scene before its run: the start is shown and no step yet. The bad setting where none is given."""
    return View((setting or scene.bad).experiment, charts=scene.charts, step=0, scene=scene.key)


def guide(view: View) -> None:
    """The card of the scene that `view` is at."""
    scene = SCENES[view.scene]
    keys = list(SCENES)
    place = keys.index(scene.key)
    with st.container(key="scene-card", border=True, gap="small"):
        st.caption(f"Scene {place + 1} of {len(keys)}")
        st.subheader(scene.title, anchor=False)
        st.markdown(asked(scene))
        with st.container(key="scene-settings", horizontal=True, gap="xsmall"):
            for place_of, setting in enumerate(scene.settings, 1):
                st.button(
                    setting.name,
                    key=f"scene-setting-{place_of}" + ("-now" if setting.experiment == view.experiment else ""),
                    on_click=state.change,
                    args=(opened(scene, setting),),
                )
        outcome(view, scene)
        with st.container(key="scene-ways", horizontal=True, gap="xsmall", vertical_alignment="center"):
            for label, there in (("Previous", place - 1), ("Next", place + 1)):
                if there in range(len(keys)):
                    key, args = f"scene-{label.lower()}", (opened(SCENES[keys[there]]),)
                    st.button(label, key=key, on_click=state.change, args=args)
            free = replace(view, scene="", step=view.step or None)
            state.way("explore", free, label="Free play with this setting", icon=":material/explore:")


def asked(scene: Scene) -> str:
    """The question as Markdown: only its emphasis is formatting."""
    return "**".join(plain(part) for part in scene.question.split("**"))


def outcome(view: View, scene: Scene) -> None:
    """Before the run the button that lets it go, and afterwards what was to be seen."""
    if outcome_hidden(view):
        st.button("Run it", key="scene-run", type="primary", icon=":material/play_arrow:", on_click=state.let_run)
        return
    if state.held().playing or view.step is not None:
        st.caption("Watch where it goes: what was to be seen is told when it has come to its end.")
        return
    ran = next((setting for setting in scene.settings if setting.experiment == view.experiment), None)
    if ran is None or view.off:
        st.caption("These settings are your own: what they do, you see. The two buttons bring the scene's back.")
        return
    st.markdown(plain(ran.told()))
    other = scene.good if ran is scene.bad else scene.bad
    st.caption(f"Then try the other setting: {plain(other.name)}.")
