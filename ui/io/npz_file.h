// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/npy.h"
#include "core/numbers/tensor.h"

#include <QByteArray>

#include <span>
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

/// What the arrays say of themselves, in their order; those whose header cannot be read are left out. Errors:
/// NpzBroken, NpzNoArray (none is left), Stopped.
Result<std::vector<TensorFacts>> factsOfNpz(const QByteArray& bytes, const std::stop_token& stop = {});

/// The array of this name as it is. Errors: NpzBroken, NpzNoArray, Stopped, and those of tensorFromNpy().
Result<Tensor> tensorOfNpz(const QByteArray& bytes, const std::string& name, const std::stop_token& stop = {});

/// An archive as numpy.savez writes it, of float32 or of float64; the same arrays give the same bytes. Errors:
/// NpzBroken (what the library says), OutOfMemory.
Result<QByteArray> npzFrom(std::span<const NamedTensor> tensors, bool inDouble);

} // namespace lab
