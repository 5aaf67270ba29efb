// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/npy.h"

#include <QByteArray>

#include <stop_token>
#include <string>
#include <vector>

namespace lab
{

/// Archives of numpy.savez and numpy.savez_compressed: .npy files in a zip.

bool isNpz(const QByteArray& bytes);

struct NpzMember {
    std::string name; ///< without ".npy"
    NpyArray array;
    std::vector<std::string> others; ///< the names of the other arrays
};

/// The array of this name; of none, the first that can be shown. Errors: NpzBroken, NpzNoArray, Stopped, and those of
/// a .npy.
Result<NpzMember> memberOfNpz(const QByteArray& bytes, const std::string& name, const std::stop_token& stop = {});

} // namespace lab
