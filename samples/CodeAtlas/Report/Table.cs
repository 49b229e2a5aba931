using System.Text;

namespace CodeAtlas;

/// <summary>A table that the script can sort: cells carry the value that they are sorted by.</summary>
internal static class Table
{
    public static void Open(StringBuilder page, params ReadOnlySpan<(string Name, string Kind, string Sorted)> columns)
    {
        page.Append("<div class=\"scroll\">\n<table class=\"sortable\">\n<thead><tr>");
        foreach (var (name, kind, sorted) in columns)
        {
            var order = sorted.Length > 0 ? $" aria-sort=\"{sorted}\"" : "";
            page.Append($"<th scope=\"col\" class=\"{kind}\"{order}><button type=\"button\">{name}</button></th>");
        }

        page.Append("</tr></thead>\n<tbody>\n");
    }

    public static void TextCell(StringBuilder page, string kind, string html) => page.Append($"<td class=\"{kind}\">{html}</td>");

    public static void NumberCell(StringBuilder page, string kind, long value, string html) =>
        page.Append($"<td class=\"{kind}\" data-v=\"{value}\">{html}</td>");

    public static void Close(StringBuilder page) => page.Append("</tbody>\n</table>\n</div>\n");
}
