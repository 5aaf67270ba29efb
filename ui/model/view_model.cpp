// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/view_model.h"

#include "core/session/evaluate.h"
#include "core/session/session.h"
#include "ui/model/document.h"

#include <algorithm>
#include <cassert>

namespace lab
{

ViewModel::ViewModel(Document& document, std::function<bool(std::string_view)> ofEpochs, QObject* parent)
    : QObject(parent), m_document(document), m_ofEpochs(std::move(ofEpochs)),
      m_plan(document.geometry(), m_state.grain)
{
    seek(0);
    connect(&document, &Document::adopted, this, &ViewModel::follow);
}

Plan ViewModel::planAt(Grain grain) const
{
    return {m_document.geometry(), grain};
}

Step ViewModel::step() const
{
    assert(!m_document.changing() && m_plan.output() == m_document.geometry().output());
    return m_plan.at(index());
}

bool ViewModel::progressive() const
{
    return onStage().progressive && byReference(m_document.geometry().output());
}

ViewState ViewModel::onStage() const
{
    ViewState state = m_state;
    state.byEpochs = byEpochs();
    state.progressive = state.progressive && !state.byEpochs;
    return state;
}

/// `edit` writes the state. A step lets go of what was pinned, and of what is only pointed at: the pointer answers
/// when it moves again.
template <class F>
void ViewModel::change(F&& edit)
{
    const ViewState before = m_state;
    edit(m_state);
    if (m_state.position != before.position || m_state.grain != before.grain) {
        m_state.pointed.reset();
        m_state.pinned.reset();
        m_state.walk.reset();
    }
    say(before);
}

void ViewModel::say(const ViewState& before)
{
    const ViewChanges changes = diff(before, m_state);
    if (changes.any())
        m_document.whenComplete([this, changes] { emit changed(changes); });
}

void ViewModel::follow(const Changes& changes)
{
    if (!changes.any())
        return;
    const ViewState before = m_state;
    if (changes.geometry || changes.focus) {
        const OutputCell cell = m_plan.at(index()).cell; // the plan is still that of the layer before
        const Geometry& geometry = m_document.geometry();
        const Shape output = geometry.output();
        m_plan = Plan(geometry, m_state.grain);
        OutputCell place{std::min(cell.row, output.rows - 1), std::min(cell.col, output.cols - 1)};
        if (changes.input) // something else was opened: a picture in its middle, a matrix at its first window
            place = byReference(output) ? OutputCell{} : OutputCell{output.rows / 2, output.cols / 2};
        const bool atFirst = m_state.grain == Grain::Product && place == OutputCell{};
        m_state.position = m_plan.at(atFirst ? 0 : m_plan.indexOf(place)).position;
        m_state.pointed.reset();
        m_state.pinned.reset();
        m_state.walk.reset();
    }
    fit();
    ViewChanges seen = diff(before, m_state);
    seen.place |= changes.geometry || changes.focus; // the same number, of other steps
    if (seen.any())
        m_document.whenComplete([this, seen] { emit changed(seen); });
}

void ViewModel::fit()
{
    m_state.position = m_plan.at(std::clamp<std::int64_t>(index(), 0, m_plan.count() - 1)).position;
    if (m_state.plane < 0 || m_state.plane >= m_document.session().planes())
        m_state.plane = 0;
}

void ViewModel::showPage(std::string_view id)
{
    change([&](ViewState& state) {
        state.byProducts &= state.page == id;
        state.page = id;
    });
}

void ViewModel::showPanel(std::string_view id)
{
    change([&](ViewState& state) { state.panel = id; });
}

void ViewModel::setGrain(Grain grain)
{
    change([&](ViewState& state) {
        state.byEpochs = state.byProducts = false;
        if (grain == state.grain)
            return;
        state.grain = grain;
        m_plan = planAt(grain);
        fit();
    });
}

void ViewModel::setByEpochs(bool byEpochs)
{
    change([&](ViewState& state) {
        state.byEpochs = byEpochs;
        state.byProducts = false;
    });
}

void ViewModel::setByProducts(bool byProducts)
{
    change([&](ViewState& state) { state.byProducts = byProducts; });
}

void ViewModel::seek(std::int64_t index)
{
    change([&](ViewState& state) {
        state.position = m_plan.at(std::clamp<std::int64_t>(index, 0, m_plan.count() - 1)).position;
    });
}

void ViewModel::seekTo(OutputCell cell)
{
    if (!inside(cell, m_plan.output()))
        return; // of a view that is about to go
    change([&](ViewState& state) {
        state.byEpochs = false;
        state.position = m_plan.at(m_plan.indexOf(cell)).position;
    });
}

void ViewModel::setProgressive(bool progressive)
{
    change([&](ViewState& state) { state.progressive = progressive; });
}

bool ViewModel::exists(const Spot& spot) const
{
    const Session& session = m_document.session();
    const bool kernel = spot.part == Spot::Part::Kernel;
    if (spot.index >= session.layers.size() + (kernel ? 0 : 1))
        return false;
    const Shape shape = kernel            ? session.layers[spot.index].window()
                        : spot.index == 0 ? session.input->shape()
                                          : m_document.geometries()[spot.index - 1].output();
    return inside(OutputCell{spot.row, spot.col}, shape);
}

void ViewModel::point(const std::optional<Spot>& spot)
{
    if (spot && !exists(*spot))
        return;
    change([&](ViewState& state) { state.pointed = spot; });
}

void ViewModel::pin(const Spot& spot)
{
    if (!exists(spot))
        return;
    change([&](ViewState& state) { state.pinned = spot; });
}

void ViewModel::letGo()
{
    change([](ViewState& state) {
        state.pinned.reset();
        state.walk.reset();
    });
}

void ViewModel::setPlane(int plane)
{
    change([&](ViewState& state) {
        state.plane = plane;
        fit();
    });
}

void ViewModel::setLook(const PictureLook& look)
{
    change([&](ViewState& state) { state.look = look; });
}

void ViewModel::setChannels(const ChannelLook& channels)
{
    change([&](ViewState& state) { state.channels = channels; });
}

void ViewModel::setComparison(const CompareWith& comparison)
{
    change([&](ViewState& state) { state.comparison = comparison; });
}

void ViewModel::setShadePaths(bool shade)
{
    change([&](ViewState& state) { state.shadePaths = shade; });
}

void ViewModel::walkTo(std::optional<std::size_t> reach)
{
    change([&](ViewState& state) { state.walk = reach; });
}

void ViewModel::mark(std::vector<Marked> marked)
{
    change([&](ViewState& state) { state.marked = std::move(marked); });
}

void ViewModel::cover(const Hidden& hidden)
{
    change([&](ViewState& state) { state.hidden = hidden; });
}

void ViewModel::uncover()
{
    change([](ViewState& state) {
        state.hidden = {};
        state.marked.clear();
        state.choosing.reset();
    });
}

void ViewModel::restore(const ViewState& wanted)
{
    change([&](ViewState& state) {
        state = wanted;
        m_plan = planAt(state.grain);
        fit();
    });
}

} // namespace lab
