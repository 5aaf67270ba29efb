// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/layer_settings.h"

#include <QComboBox>
#include <QWidget>

class QGridLayout;
class QLabel;

namespace lab
{

class Document;
class IntegerField;
class NumberField;

/// Rows × columns of a setting, to be typed. A setting that would be invalid cannot be made: its range ends before it.
class PairField : public QWidget
{
    Q_OBJECT
public:
    PairField(const PairSetting& setting, Document& document, LayerOf layer, QWidget* parent);
    IntegerField* field(int axis) const { return m_fields[std::size_t(axis)]; }

private:
    void refresh();
    void take(IntegerField* from);

    const PairSetting& m_setting;
    Document& m_document;
    LayerOf m_layer;
    std::array<IntegerField*, 2> m_fields{};
};

/// One of a few, to be chosen.
class ChoiceField : public QComboBox
{
    Q_OBJECT
public:
    ChoiceField(const ChoiceSetting& setting, Document& document, LayerOf layer, QWidget* parent);

private:
    void refresh();

    const ChoiceSetting& m_setting;
    Document& m_document;
    LayerOf m_layer;
};

/// The bias of a layer.
class BiasField : public QWidget
{
    Q_OBJECT
public:
    BiasField(Document& document, LayerOf layer, QWidget* parent);
    NumberField* field() const { return m_field; }

private:
    void refresh();

    Document& m_document;
    LayerOf m_layer;
    NumberField* m_field = nullptr;
};

/// What is put around the input of a layer: a rule, four margins as a cross around the size, and what they are filled
/// with.
class BorderFields : public QWidget
{
    Q_OBJECT
public:
    BorderFields(Document& document, LayerOf layer, QWidget* parent);

private:
    void addMargins(QGridLayout* cross);
    void refresh();
    void change(QWidget* control, const QString& text, const std::function<void(Session&)>& change,
                const QString& key = {});

    Document& m_document;
    LayerOf m_layer;
    QComboBox* m_padding = nullptr;
    QComboBox* m_border = nullptr;
    QLabel* m_borderLabel = nullptr;
    QLabel* m_size = nullptr;
    std::array<IntegerField*, 4> m_margins{}; ///< top, bottom, left, right
};

} // namespace lab
