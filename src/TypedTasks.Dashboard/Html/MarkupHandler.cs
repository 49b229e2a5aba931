using System.Runtime.CompilerServices;

namespace TypedTasks.Dashboard.Html;

/// <summary>Fills the holes of an interpolated string of markup. There is a form for each type that may stand in one: another type is an error of the compiler.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupHandler
{
    private readonly Markup page;

    public MarkupHandler(int literalLength, int formattedCount, Markup page)
    {
        _ = literalLength + formattedCount;
        this.page = page;
    }

    public void AppendLiteral(string constant) => page.Constant(constant);

    public void AppendFormatted(string? text) => page.Text(text);

    public void AppendFormatted(int number) => page.Number(number);

    public void AppendFormatted(long number) => page.Number(number);

    public void AppendFormatted(double number) => page.Number(number);

    public void AppendFormatted(PageLink link) => page.Address(link);

    /// <summary>A piece of markup, written where it stands.</summary>
    public void AppendFormatted(Action<Markup> piece) => piece(page);
}
