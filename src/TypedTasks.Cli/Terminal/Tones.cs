using Spectre.Console;

namespace TypedTasks.Cli.Terminal;

/// <summary>The colors of tones.</summary>
internal static class Tones
{
    public static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Good => Color.Green,
        Tone.Bad => Color.Red,
        Tone.Notable => Color.Yellow,
        Tone.Quiet => Color.Grey,
        _ => Style.Plain,
    };
}
