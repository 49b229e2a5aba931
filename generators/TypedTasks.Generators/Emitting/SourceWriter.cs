using System.Text;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes indented C# with <c>\n</c> line ends.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder text = new();
    private int depth;

    public void Line(string line = "")
    {
        if (line.Length > 0)
            text.Append(' ', depth * 4).Append(line);
        text.Append('\n');
    }

    /// <summary>Writes the line one step further in than the ones around it.</summary>
    public void Continued(string line)
    {
        depth++;
        Line(line);
        depth--;
    }

    /// <summary>Opens the block of a header that took several lines.</summary>
    public void Open()
    {
        Line("{");
        depth++;
    }

    public void Open(string header)
    {
        Line(header);
        Open();
    }

    public void Close(string suffix = "")
    {
        if (depth == 0)
            throw new InvalidOperationException("There is no open block.");
        depth--;
        Line("}" + suffix);
    }

    public override string ToString() => text.ToString();
}
