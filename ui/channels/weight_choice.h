// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/channel_layer.h"
#include "core/channels/weight_layout.h"
#include "core/channels/weight_offers.h"
#include "ui/io/weight_file.h"

#include <QWidget>

#include <memory>
#include <vector>

class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace lab
{

/// Which array of a file becomes the weights of a layer, and what its axes mean.
class WeightChoice : public QWidget
{
    Q_OBJECT
public:
    WeightChoice(std::shared_ptr<const WeightFile> file, const ChannelLayer& layer, MapsShape input, QWidget* parent);

    /// The array that is chosen; null where none fits.
    const WeightOffer* offer() const;
    WeightLayout axes() const;
    QString meaning() const; ///< how the array is understood, or why it does not fit

signals:
    void taken();

private:
    void list();
    void follow();

    std::shared_ptr<const WeightFile> m_file;
    ChannelLayer m_layer;
    MapsShape m_input;
    std::vector<WeightOffer> m_offers;
    QComboBox* m_layouts = nullptr;
    QListWidget* m_arrays = nullptr;
    QLabel* m_meaning = nullptr;
    QPushButton* m_take = nullptr;
};

} // namespace lab
