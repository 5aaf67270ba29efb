// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/document.h"

#include <QWidget>

#include <vector>

class QFormLayout;
class QLabel;
class QVBoxLayout;

namespace lab
{

/// All that can be set of the focused layer, in groups: kernel, sliding, border, input.
class LayerPanel : public QWidget
{
    Q_OBJECT
public:
    explicit LayerPanel(Document& document, QWidget* parent = nullptr);

private:
    QFormLayout* addGroup(QVBoxLayout* rows, const QString& title);
    void refresh();

    Document& m_document;
    /// Rows that only some layers have: {form, field, whether it is there}.
    struct Optional {
        QFormLayout* form;
        QWidget* field;
        bool (*there)(const Session& session);
    };
    std::vector<Optional> m_optional;
    QLabel* m_result = nullptr;
};

} // namespace lab
