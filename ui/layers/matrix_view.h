// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/document.h"
#include "ui/model/latest_job.h"
#include "ui/scenes/matrix_scene.h"
#include "ui/stage/stage.h"
#include "ui/widgets/page.h"

#include <QWidget>

class QCheckBox;
class QButtonGroup;
class QLabel;
class QScrollArea;

namespace lab
{

class ExplainView;
class OperatorView;

/// The focused layer as one matrix product, linked to the window: the row of the output that is stepped or pointed at
/// is framed, a click goes there.
class MatrixView : public Page
{
    Q_OBJECT
public:
    MatrixView(Document& document, ViewModel& view, Player& player, Stage& stage, QWidget* parent = nullptr);

    void setForm(MatrixForm form);
    MatrixForm form() const { return m_parts.form; }
    const MatrixParts& parts() const { return m_parts; }
    TensorView* matrix() const { return m_matrix; }
    TensorView* column() const { return m_column; }
    TensorView* output() const { return m_output; }
    QString note() const;

protected:
    void refresh() override;
    bool eventFilter(QObject* watched, QEvent* event) override; ///< the room for the matrix changed

private:
    TensorView* makeView(QWidget* canvas);
    void take(MatrixParts parts);
    void showStep();
    void place();
    void placeFrozen(); ///< what stays in sight while the matrix is scrolled

    Document& m_document;
    ViewModel& m_view;
    Player& m_player;
    Stage& m_stage;
    MatrixParts m_parts;
    LatestJob<MatrixParts> m_laying;
    QButtonGroup* m_forms = nullptr;
    QCheckBox* m_whole = nullptr;
    QLabel* m_equation = nullptr;
    QLabel* m_note = nullptr;
    ExplainView* m_explain = nullptr;
    QScrollArea* m_area = nullptr;
    QWidget* m_canvas = nullptr;
    TensorView* m_matrix = nullptr;
    TensorView* m_column = nullptr;
    TensorView* m_output = nullptr;
    QWidget* m_heads = nullptr; ///< the titles, above what is scrolled
    QLabel* m_titles[3] = {};
    OperatorView* m_operators[2] = {}; ///< between matrix and column, and before the output
};

} // namespace lab
