// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/step.h"
#include "core/session/changes.h"
#include "core/session/view_state.h"

#include <QObject>

#include <functional>
#include <string_view>

namespace lab
{

class Document;

/// The only writer of what is looked at. It fits the session at every moment: a place of the focused layer, a plane
/// of the input, spots that exist.
class ViewModel : public QObject
{
    Q_OBJECT
public:
    /// `ofEpochs`: whether a page, by its id, is about the epochs of learning, so that the timeline goes through
    /// them.
    explicit ViewModel(
        Document& document, std::function<bool(std::string_view)> ofEpochs = [](std::string_view) { return false; },
        QObject* parent = nullptr);

    const ViewState& state() const { return m_state; }
    const Plan& plan() const { return m_plan; } ///< of the focused layer at the grain
    Plan planAt(Grain grain) const; ///< of that layer
    Step step() const; ///< of the session as it is; not while a change is going on
    std::int64_t index() const { return m_plan.indexAt(m_state.position); } ///< of that step in the plan
    /// The output fills as it is computed, and is small enough to be watched.
    bool progressive() const;
    bool pageOfEpochs() const { return m_ofEpochs(m_state.page); }
    /// What the timeline goes through: the epochs of learning, or else the focused layer.
    bool byEpochs() const { return m_state.byEpochs || pageOfEpochs(); }

    void showPage(std::string_view id);
    void showPanel(std::string_view id);
    void setGrain(Grain grain); ///< the place stays, and the timeline goes through the layer
    /// As the stage shows it: on a page of epochs it goes by them, and then the map is whole, of the present kernel.
    ViewState onStage() const;
    void setByEpochs(bool byEpochs); ///< on pages that are about the layer
    void setByProducts(bool byProducts); ///< on a page that has products, until another grain or page is chosen
    void seek(std::int64_t index); ///< a step of the plan, clamped
    void seekTo(OutputCell cell); ///< the step that completes it
    void setProgressive(bool progressive);
    /// One of a map or kernel that is not there (any more) changes nothing.
    void point(const std::optional<Spot>& spot);
    void pin(const Spot& spot);
    void letGo(); ///< of what is pinned
    void setPlane(int plane);
    void setLook(const PictureLook& look);
    void setChannels(const ChannelLook& channels);
    void setComparison(const CompareWith& comparison);
    void setShadePaths(bool shade);
    void walkTo(std::optional<std::size_t> reach);
    void mark(std::vector<Marked> marked); ///< instead of what was
    void cover(const Hidden& hidden); ///< while something is asked
    void uncover(); ///< nothing is asked any more: nothing is hidden, marked or to be chosen
    /// As it was saved; what does not fit the session is brought near.
    void restore(const ViewState& state);

signals:
    /// Complete: the session and the view fit each other.
    void changed(const lab::ViewChanges& changes);

private:
    void follow(const Changes& changes);
    bool exists(const Spot& spot) const;
    void fit(); ///< the state to the session
    void say(const ViewState& before);
    template <class F>
    void change(F&& edit);

    Document& m_document;
    std::function<bool(std::string_view)> m_ofEpochs;
    ViewState m_state;
    Plan m_plan;
};

} // namespace lab
