// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/picture/own_kernels.h"

#include "core/layers/layer.h"
#include "core/numbers/text_bytes.h"
#include "ui/io/error_text.h"
#include "ui/model/document.h"
#include "ui/paint/words.h"
#include "ui/picture/kernel_gallery.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/possible.h"

#include <QApplication>
#include <QClipboard>
#include <QGridLayout>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>

namespace lab
{

namespace
{

constexpr qsizetype kMostText = 4 << 20; ///< characters

QString keyOfKernels()
{
    return QStringLiteral("ownKernels");
}

} // namespace

OwnKernels::OwnKernels(Document& document, QWidget* parent) : QWidget(parent), m_document(document)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(8);
    m_gallery = new KernelGallery(document, this);
    m_gallery->setAccessibleName(tr("Kernels of your own"));
    rows->addWidget(m_gallery);
    auto* grid = new QGridLayout;
    grid->setSpacing(6);
    m_name = new QLineEdit(this);
    m_name->setPlaceholderText(tr("Name of this kernel"));
    m_name->setAccessibleName(m_name->placeholderText());
    m_name->setMaxLength(int(kLongestKernelName));
    grid->addWidget(m_name, 0, 0, 1, 2);
    const auto button = [&](const QString& text, const QString& tip, int row, int column, auto act) {
        auto* made = new QPushButton(text, this);
        made->setToolTip(tip);
        grid->addWidget(made, row, column);
        connect(made, &QPushButton::clicked, this, act);
        return made;
    };
    m_keep = button(tr("Keep"), tr("Keeps the kernel of this layer for other sessions"), 0, 2, &OwnKernels::keep);
    m_remove = button(tr("Remove"), tr("Forgets the kernel that is chosen here"), 1, 0, &OwnKernels::remove);
    m_copy =
        button(tr("Copy all"), tr("All of these as text: a name on a line, the rows below"), 1, 1, &OwnKernels::copy);
    button(tr("Paste"), tr("Adds the kernels of a text: \"# name\" on a line, the rows below"), 1, 2,
           &OwnKernels::paste);
    rows->addLayout(grid);
    connect(m_name, &QLineEdit::returnPressed, this, &OwnKernels::keep);
    connect(m_gallery, &QListWidget::currentRowChanged, this, &OwnKernels::follow);
    connect(&document, &Document::changed, this, &OwnKernels::follow);
    const auto stored = QSettings().value(keyOfKernels()).toString().toStdString();
    if (auto kernels = kernelsOfText(stored))
        m_kernels = std::move(*kernels);
    show();
}

/// Another of the same name takes the place of the one before.
void OwnKernels::add(NamedKernel kernel)
{
    if (kernel.name.empty())
        kernel.name = tr("Kernel %1").arg(m_kernels.size() + 1).toStdString();
    const auto same = std::ranges::find(m_kernels, kernel.name, &NamedKernel::name);
    if (same == m_kernels.end())
        m_kernels.push_back(std::move(kernel));
    else
        *same = std::move(kernel);
}

void OwnKernels::keep()
{
    add({kernelName(m_name->text().toStdString()), m_document.layer().kernel});
    m_name->clear();
    store();
}

void OwnKernels::remove()
{
    const int row = m_gallery->currentRow();
    if (row < 0)
        return;
    m_kernels.erase(m_kernels.begin() + row);
    store();
}

void OwnKernels::copy()
{
    QApplication::clipboard()->setText(QString::fromStdString(textOfKernels(m_kernels)));
    emit m_document.informed(tr("Copied %1 kernels as text.").arg(m_kernels.size()));
}

void OwnKernels::paste()
{
    const QMimeData* incoming = QApplication::clipboard()->mimeData();
    const QString text = incoming ? incoming->text() : QString();
    if (text.size() > kMostText)
        return FieldNote::say(m_name, tr("This text is too long for a list of kernels. Yours stay as they were."));
    auto read = kernelsOfText(textOfBytes(text.toStdString()));
    if (!read)
        return FieldNote::say(m_name, tr("%1 Your kernels stay as they were.").arg(sentence(read.error())));
    for (NamedKernel& each : *read)
        add(std::move(each));
    store();
    emit m_document.informed(tr("Added %1 kernels.").arg(read->size()));
}

void OwnKernels::store()
{
    QSettings().setValue(keyOfKernels(), QString::fromStdString(textOfKernels(m_kernels)));
    show();
}

void OwnKernels::show()
{
    std::vector<KernelGallery::Entry> entries;
    for (const NamedKernel& each : m_kernels)
        entries.push_back({othersText(each.name), {}, each.kernel});
    m_gallery->setEntries(std::move(entries));
    m_gallery->setVisible(!m_kernels.empty());
    follow();
}

void OwnKernels::follow()
{
    const bool pools = m_document.layer().pools();
    m_keep->setEnabled(!pools);
    setPossible(*m_remove, m_gallery->currentRow() >= 0, tr("Choose one of these first"));
    setPossible(*m_copy, !m_kernels.empty(), tr("There is none yet"));
}

} // namespace lab
