// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/view_state.h"

#include <QJsonObject>

namespace lab
{

/// What of a view is saved beside its session. What `known` holds beyond that, of a later version, is kept.
QJsonObject viewJson(const ViewState& view, QJsonObject known);

/// A view that was saved: what is missing or makes no sense is as in `now`; nothing is asked about.
ViewState viewOf(const QJsonObject& json, const ViewState& now);

} // namespace lab
