// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lab
{

struct Session;

/// What differs between two sessions.
struct Changes {
    bool input = false; ///< the input's numbers, or which planes are used
    bool weights = false; ///< a kernel, a bias or an activation
    bool geometry = false; ///< a size, a spec, a kind of layer, or the number of layers
    bool focus = false;
    bool train = false; ///< what is to be learned and how
    bool trainPlace = false; ///< only how far learning has come
    bool other = false; ///< the kernel that is compared with
    bool stack = false; ///< the layers of several channels
    bool any() const { return input || weights || geometry || focus || train || trainPlace || other || stack; }
    bool maps() const { return input || weights || geometry; }
    bool operator==(const Changes&) const = default;
};
Changes diff(const Session& before, const Session& after);

} // namespace lab
