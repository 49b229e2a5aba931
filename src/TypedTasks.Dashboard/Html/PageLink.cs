using System.Text;

namespace TypedTasks.Dashboard.Html;

/// <summary>An address within the dashboard, relative to the page that it stands on, so that it is right behind any base path.</summary>
internal readonly record struct PageLink(string Value)
{
    /// <summary>The same address with one more parameter; none where it has no value.</summary>
    public PageLink With(string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
            return this;
        var separator = Value.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return new(new StringBuilder(Value).Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value)).ToString());
    }
}
