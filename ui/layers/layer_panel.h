// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/document.h"
#include "ui/widgets/integer_field.h"

#include <QWidget>

#include <array>
#include <functional>

class QAction;
class QComboBox;
class QFormLayout;
class QGridLayout;
class QLabel;
class QLayout;
class QMenu;

namespace lab
{

class LayerList;

/// The stack as a list, and the settings of the focused layer: kind, operation, sizes, padding, border, stride,
/// dilation, activation. A setting that would be invalid cannot be made: its range ends before it.
class LayerPanel : public QWidget
{
    Q_OBJECT
public:
    explicit LayerPanel(Document& document, QWidget* parent = nullptr);
    LayerList* list() const { return m_list; }
    /// Commands on the whole stack, as buttons below the settings.
    void addCommands(const std::vector<QAction*>& commands, QMenu* architectures);

private:
    using Pair = std::array<IntegerField*, 2>; ///< rows, columns
    /// `names`: of the fields, for whoever does not see the label; `text`: of the step for undo.
    Pair addPair(QFormLayout* form, const QString& label, const std::array<QString, 2>& names, const QString& text,
                 int least, std::function<void(Session&, int rows, int cols)> apply);
    QComboBox* addCombo(const QString& label, const QString& name, const QString& text,
                        std::function<void(Session&, int index)> apply);
    void addKind();
    void addChoices();
    IntegerField* addField(const QString& name, int least, int most);
    void addMargins(QFormLayout* form);
    void refresh();
    void refreshChoices();
    void refreshPadding();
    void refreshSizes();
    /// Changes the session as `control` asks; where that cannot be, says why there.
    void change(QWidget* control, const QString& text, const std::function<void(Session&)>& change,
                const QString& key = {});

    Document& m_document;
    LayerList* m_list = nullptr;
    QFormLayout* m_form = nullptr;
    QComboBox* m_channels = nullptr;
    QComboBox* m_kind = nullptr;
    QComboBox* m_activation = nullptr;
    QComboBox* m_operation = nullptr;
    QComboBox* m_padding = nullptr;
    QComboBox* m_border = nullptr;
    std::array<IntegerField*, 4> m_margins{}; ///< top, bottom, left, right
    Pair m_inputSize{};
    Pair m_kernelSize{};
    Pair m_stride{};
    Pair m_dilation{};
    QLayout* m_dilationRow = nullptr;
    QLabel* m_result = nullptr;
    QGridLayout* m_commands = nullptr;
};

} // namespace lab
