// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"

#include <QString>
#include <QStringList>

#include <array>
#include <cstddef>
#include <functional>
#include <span>

class QWidget;

namespace lab
{

class Document;
struct Axis;
struct ChannelStack;
struct Geometry;
struct Layer;
struct Session;

/// Which layer a field is about: one that stands where it stands, or the one that has the focus.
using LayerOf = std::function<std::size_t(const Session&)>;
std::size_t focusedLayer(const Session& session);
/// Whether that layer has a kernel with weights, a bias and an activation.
bool convolves(const Session& session, std::size_t layer);
bool hasColours(const Session& session);

/// What may be typed, both ends included, and why no more.
struct Bounds {
    int least = 1;
    int most = 1;
    QString why = {}; ///< "the window must fit into the input"; may be empty
    QString fixed = {}; ///< why nothing can be typed; empty: it can
};

/// A setting that is two whole numbers, rows and columns. The one place where it is known: chips, their popovers and
/// the panel of the layer are made from it.
struct PairSetting {
    const char* label;
    std::array<const char*, 2> names; ///< of the fields, for whoever does not see the label
    const char* change; ///< names the step for undo
    Shape (*value)(const Session& session, std::size_t layer);
    void (*apply)(Session& session, std::size_t layer, Shape value);
    Bounds (*bounds)(const Session& session, const Geometry& geometry, std::size_t layer, int axis);
};
extern const PairSetting kInputSize, kKernelSize, kStride, kDilation;

/// A setting that is one of a few.
struct ChoiceSetting {
    const char* label;
    const char* name;
    const char* change;
    QStringList (*options)();
    QStringList (*tips)(); ///< one for each option, or none
    int (*index)(const Session& session, std::size_t layer);
    void (*apply)(Session& session, std::size_t layer, int index);
};
extern const ChoiceSetting kKind, kActivation, kOperation, kChannels;

inline constexpr int kLargestMargin = 64;

/// Changes the session as `control` asks; where that cannot be, says why there, and has `refresh` show what is.
void changeSession(Document& document, QWidget* control, const QString& text,
                   const std::function<void(Session&)>& change, const std::function<void()>& refresh,
                   const QString& key = {});

/// Makes `kernel` that of the focused layer, which becomes a convolution. A refusal is said at `control`.
void putKernel(Document& document, QWidget* control, const QString& text, Grid kernel, const QString& key = {});

/// Makes `stack` the layers of several channels of the session. Where they do not fit, says why at `control` and has
/// `refresh` show what is. False then.
bool changeStack(Document& document, QWidget* control, const QString& text, ChannelStack stack,
                 const std::function<void()>& refresh, const QString& key = {});

/// "3 × 3", or a number alone where both are alike and `brief`.
QString pairText(Shape value, bool brief = false);
/// "1 × 2 to 6 × 8", and what comes next: "2 × 3 makes the output 5 × 6."
QString rangeText(const PairSetting& setting, const Session& session, const Geometry& geometry, std::size_t layer);
QString nextText(const PairSetting& setting, const Session& session, std::size_t layer);
/// "0", "1", "1 0 2 2" (top, bottom, left, right), with the rule where there is a border: "1 · zeros".
QString paddingText(const Session& session, const Geometry& geometry, std::size_t layer);

} // namespace lab
