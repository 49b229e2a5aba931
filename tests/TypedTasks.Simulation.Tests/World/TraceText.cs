using System.Runtime.CompilerServices;

namespace TypedTasks.Simulation.Tests;

/// <summary>The text of a traced event, which is not even written in a run that nobody reads.</summary>
[InterpolatedStringHandler]
internal ref struct TraceText
{
    private DefaultInterpolatedStringHandler text;

    public TraceText(int literalLength, int formattedCount, SimWorld world, out bool isEnabled)
    {
        isEnabled = world.Options.Traces;
        if (isEnabled)
            text = new(literalLength, formattedCount);
    }

    public void AppendLiteral(string value) => text.AppendLiteral(value);

    public void AppendFormatted<T>(T value) => text.AppendFormatted(value);

    public string ToStringAndClear() => text.ToStringAndClear();
}
