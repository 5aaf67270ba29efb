// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/step.h"
#include "ui/paint/formula_painter.h"

#include <QString>

#include <vector>

namespace lab
{

/// Names of the tensors around a layer: X, K, Y, or with a subscript in a stack.
struct TensorNames {
    QString input;
    QString kernel;
    QString output;
};
TensorNames tensorNames(std::size_t layer, std::size_t layers);
/// "Y[1,5]"
QString indexed(const QString& name, int row, int col);

/// What a sentence keeps to itself, because it is asked for: "?" stands there, and its words say as much.
struct SentenceMask {
    bool result = false; ///< the sum, also a partial one, and what becomes of it
    bool products = false;
    std::vector<int> terms = {}; ///< single products, by their tap

    bool any() const { return result || products || !terms.empty(); }
    bool term(int tap) const;
};

/// How an output comes about: products up to and including `tap` are done, later ones faint. A long sum leaves out
/// weights that are zero and counts them; while it is made, it shows the running sum and the present product.
Formula outputSentence(const Explanation& explanation, int tap, const TensorNames& names,
                       const SentenceMask& mask = {});

/// Which outputs an input goes into, each with its weight.
Formula inputSentence(GridView<float> x, const Layer& layer, const Geometry& geometry, InputCell cell,
                      const TensorNames& names);

/// Which inputs a weight multiplies, and for which outputs.
Formula weightSentence(GridView<float> x, const Layer& layer, const Geometry& geometry, WeightCell weight,
                       const TensorNames& names);

} // namespace lab
