// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/channel_layer.h"

#include <QWidget>

#include <array>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;

namespace lab
{

class IntegerField;
struct NumberRow;

/// The settings of a layer of several channels: its kind, channels, kernels, how they slide, and what follows.
class LayerForm : public QWidget
{
    Q_OBJECT
public:
    /// Makes `edit` of the layer, as one step of undo; a refusal is said at `control`. Steps with one non-empty `key`
    /// become one.
    using Change = std::function<void(QWidget* control, const QString& text,
                                      const std::function<void(ChannelLayer&)>& edit, const QString& key)>;
    LayerForm(Change change, QWidget* parent);

    /// What is: the layer, and how many channels come in.
    void show(const ChannelLayer& layer, MapsShape input);

private:
    struct Numbers {
        const NumberRow* row = nullptr;
        QLabel* label = nullptr;
        std::array<IntegerField*, 2> fields{};
    };
    struct Choice {
        QLabel* label = nullptr;
        QComboBox* box = nullptr;
        void show(bool there, int index) const;
    };
    template <typename Row>
    Choice makeChoice(const QString& label, std::span<const Row> rows, std::string_view Row::*tip,
                      void (*apply)(ChannelLayer&, int));
    void makeNumbers(const NumberRow& row);

    Change m_change;
    std::vector<Numbers> m_numbers;
    Choice m_kind, m_padding, m_activation;
    QCheckBox* m_biases = nullptr;
};

} // namespace lab
