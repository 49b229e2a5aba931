using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;
using TypedTasks.Cli.Targets;

namespace TypedTasks.Cli.Terminal;

/// <summary>Where a command writes: what was asked for to the output, all else to the errors. Colors only on a terminal; tables as wide as there is room.</summary>
internal sealed class Screen
{
    private const int LeastWidth = 40;
    private const int WidthOfFiles = 120;

    private readonly TextWriter output;
    private readonly TextWriter error;
    private readonly IAnsiConsole console;

    /// <summary>Writes to what is given.</summary>
    /// <param name="output">What was asked for.</param>
    /// <param name="error">All else.</param>
    /// <param name="width">How many characters a line has.</param>
    /// <param name="isTerminal">Whether there may be colors.</param>
    public Screen(TextWriter output, TextWriter error, int width, bool isTerminal)
    {
        (this.output, this.error, Width, IsTerminal) = (output, error, Math.Max(LeastWidth, width), isTerminal);
        console = AnsiConsole.Create(new()
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = Width;
    }

    /// <summary>The terminal, or the file that stands for it: that is as wide as COLUMNS says, or 120.</summary>
    public static Screen OfConsole() => new(
        Console.Out,
        Console.Error,
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) ? columns : Console.IsOutputRedirected ? WidthOfFiles : Console.WindowWidth,
        isTerminal: !Console.IsOutputRedirected);

    /// <summary>How many characters a line has.</summary>
    public int Width { get; }

    /// <summary>Whether somebody looks at it while it is written.</summary>
    public bool IsTerminal { get; }

    /// <summary>Writes a line of pieces, each in its color.</summary>
    public void Line(IReadOnlyList<GridCell> pieces)
    {
        var paragraph = new Paragraph();
        foreach (var piece in pieces)
            paragraph.Append(piece.Text, Tones.StyleOf(piece.Tone));
        if (IsTerminal)
            console.Write(paragraph);
        else
            output.Write(string.Concat(pieces.Select(static p => p.Text)).TrimEnd());
        output.WriteLine();
    }

    /// <summary>Writes over what was written before; on a terminal alone.</summary>
    public void Redraw(Action<Screen> draw)
    {
        console.Clear(home: true);
        draw(this);
    }

    /// <summary>Writes a line.</summary>
    public void Line(string text) => output.WriteLine(text);

    /// <summary>Writes a line for people that is no part of what was asked for.</summary>
    public void Note(string text) => error.WriteLine(text);

    /// <summary>Writes a table.</summary>
    public void Show(Grid grid) => grid.Write(console, Width);

    /// <summary>Writes JSON.</summary>
    public void Json<T>(T value, JsonTypeInfo<T> type) => output.WriteLine(JsonSerializer.Serialize(value, type));

    /// <summary>Runs a command, and says in one line what kept it from being done.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(Func<Task> act)
    {
        try
        {
            await act();
            return ExitCodes.Done;
        }
        catch (Exception e) when (CodeOf(e) is { } code)
        {
            // What an argument is called in the code is of no use here.
            await error.WriteLineAsync(e.Message.Split(" (Parameter ")[0]);
            return code;
        }
    }

    private static int? CodeOf(Exception exception) => exception switch
    {
        UsageException => ExitCodes.Usage,
        RefusedException or ArgumentException or InvalidOperationException => ExitCodes.Refused,
        NotReachableException or StoreException or TransportException => ExitCodes.NotReachable,
        _ => null,
    };
}
