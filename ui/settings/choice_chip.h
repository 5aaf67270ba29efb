// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/layer_settings.h"
#include "ui/widgets/chip.h"

namespace lab
{

/// A choice as a chip with its value; a click opens the others. Not there where the layer has none.
class ChoiceChip : public Chip
{
    Q_OBJECT
public:
    ChoiceChip(const ChoiceSetting& setting, Document& document, LayerOf layer, QWidget* parent);

private:
    void refresh();
    void choose();

    const ChoiceSetting& m_setting;
    Document& m_document;
    LayerOf m_layer;
};

} // namespace lab
