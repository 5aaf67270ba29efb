// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/weight_offers.h"
#include "core/numbers/safetensors.h"

#include <QByteArray>
#include <QString>

#include <span>
#include <stop_token>
#include <vector>

namespace lab
{

/// A file of weights: a .npy file (one array, which has no name), a .npz archive or a .safetensors file.
struct WeightFile {
    enum class Format { Npy, Npz, Safetensors };
    Format format = Format::Npy;
    QByteArray bytes;
    SafetensorsFile safetensors; ///< of such a file
    std::vector<TensorFacts> tensors; ///< what it holds; numbers are yet to be read
};

/// Tells by the bytes what they are. `name` is what a person calls them; it counts only where the bytes say nothing
/// and it ends in .safetensors: then it is one, and what is wrong with it is said. Errors: EmptyFile, UnknownFormat,
/// NotNpy and those of npyFacts(), factsOfNpz() and safetensorsFile().
Result<WeightFile> weightFileOf(const QByteArray& bytes, const QString& name, const std::stop_token& stop = {});

/// The numbers of one of its arrays. Errors: those of tensorFromNpy(), tensorOfNpz() and safetensorsFile().
Result<Tensor> tensorOf(const WeightFile& file, std::size_t tensor, const std::stop_token& stop = {});

/// Puts what was offered into the layer (weightOffers()); a bias that was not is none. Errors: the reasons of
/// weightOffers(), and those of tensorOf().
Result<ChannelLayer> layerWith(const WeightFile& file, const WeightOffer& offer, const ChannelLayer& layer,
                               MapsShape input, WeightLayout layout, const std::stop_token& stop = {});

/// How an array is understood, in one sentence.
QString meaningOf(const WeightFile& file, const WeightOffer& offer, ChannelKind kind, WeightLayout layout);

/// What became of the layers.
struct WeightsWritten {
    bool biasLeftOut = false; ///< a .npy file holds one array, and there were biases
};

/// The weights and biases of the layers by the ending of the name: .npz or .safetensors with the names of PyTorch
/// (tensorsOf()), or .npy for one layer's weights alone. As float32 where that loses nothing, else as float64.
/// Errors: UnwritableFormat (also several layers as .npy), CannotWrite, Stopped, OutOfMemory.
Result<WeightsWritten> writeWeights(const QString& path, std::span<const ChannelLayer> layers,
                                    const std::stop_token& stop = {});

} // namespace lab
