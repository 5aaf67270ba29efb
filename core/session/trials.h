// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/evaluate.h"
#include "core/session/picture_look.h"
#include "core/session/session.h"

#include <vector>

namespace lab
{

// What is tried with a session, as functions from it to another: inputs that tell what its layers do.

/// A one in the middle of zeros, with as much room that the last map shows all that comes of it: 2·r − 1 cells a
/// side, r the receptive field of the last map, at least 5 and at most 255. The output of a cross-correlation is its
/// kernel turned by 180°.
Session withImpulse(Session session);
/// Ones, as many as of the impulse: every window sees the same. Without padding each output of a convolution is the
/// sum of its weights, plus the bias.
Session withConstant(Session session);

/// The output of the focused layer, `times` applied to what it gave before, as the input. Errors: those of resolve()
/// once the output has become too small, Stopped, OutOfMemory.
Result<Session> withOutputAsInput(const Session& session, int times, const EvaluateOptions& options);

// What the focused layer is compared with.

/// The session's other kernel; while none was chosen, the one that changes nothing, 3×3.
Grid otherKernel(const Session& session);

/// The focused layer as it is compared, with what it makes of its input.
struct Counterpart {
    Session session;
    std::vector<Geometry> geometries;
    std::vector<Grid> output; ///< of the focused layer, plane by plane
};

/// `maps` are those of the session, up to the layer before the focused one. Errors: those of resolve(), Stopped,
/// OutOfMemory.
Result<Counterpart> counterpartOf(const Session& session, const FeatureMaps& maps, const CompareWith& comparison,
                                  const EvaluateOptions& options);

} // namespace lab
