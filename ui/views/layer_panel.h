// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document.h"

#include <QWidget>

#include <array>
#include <functional>

class QComboBox;
class QFormLayout;
class QLabel;
class QSpinBox;

namespace lab
{

/// The focused layer: operation, sizes, padding, border, stride, dilation. A setting that would be invalid
/// cannot be made: its range ends before it.
class LayerPanel : public QWidget
{
    Q_OBJECT
public:
    explicit LayerPanel(Document& document, QWidget* parent = nullptr);

private:
    using Pair = std::array<QSpinBox*, 2>; ///< rows, columns
    Pair addPair(QFormLayout* form, const QString& label, const QString& name, int least,
                 std::function<void(Session&, int rows, int cols)> apply);
    void addChoices(QFormLayout* form);
    void addMargins(QFormLayout* form);
    void refresh();
    void change(const QString& text, const std::function<void(Session&)>& change, const QString& key = {});

    Document& m_document;
    QComboBox* m_focus = nullptr;
    QLabel* m_focusLabel = nullptr;
    QComboBox* m_channels = nullptr;
    QLabel* m_channelsLabel = nullptr;
    QComboBox* m_operation = nullptr;
    QComboBox* m_padding = nullptr;
    QComboBox* m_border = nullptr;
    std::array<QSpinBox*, 4> m_margins{}; ///< top, bottom, left, right
    Pair m_inputSize{};
    Pair m_kernelSize{};
    Pair m_stride{};
    Pair m_dilation{};
    QLabel* m_result = nullptr;
};

/// `grid` with another shape: what fits stays, new cells are zero.
Grid resized(const Grid& grid, Shape shape);

} // namespace lab
