using System.Diagnostics;
using System.Globalization;
using TypedTasks.Benchmarks;
using TypedTasks.Emulator.Benchmarks.Serving;

namespace TypedTasks.Emulator.Benchmarks.Scenarios;

/// <summary>How long the emulator takes until it listens, and what memory it has then: from the start of its process to the line that says so.</summary>
internal static class Starts
{
    /// <summary>Names the command as one file, to be measured beside the program on .NET.</summary>
    private const string Variable = "TYPEDTASKS_COMMAND";

    public static void Write(TextWriter output, Sizes sizes)
    {
        var table = new Table("what starts", "rounds", "ms until it listens", "min..max", "resident MB");
        Program[] programs =
        [
            new("emulator on .NET, 1 queue", "dotnet", [typeof(Starts).Assembly.Location, Server.Argument, $"{ServerKind.Memory}", "1"]),
            new("emulator on .NET, 100 queues", "dotnet", [typeof(Starts).Assembly.Location, Server.Argument, $"{ServerKind.Memory}", "100"]),
        ];
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } command)
            programs = [.. programs, new($"{Path.GetFileName(command)} emulator, 1 queue", command, ["emulator", "--port", "0", "--queue", "q"])];
        var rounds = programs.ToDictionary(static program => program, static _ => new List<(double Milliseconds, long Resident)>());
        // Interleaved: other load then meets all of them.
        for (var i = 0; i < sizes.Starts; i++)
            foreach (var program in programs)
                rounds[program].Add(Start(program));
        foreach (var (program, all) in rounds)
        {
            var times = all.Select(static round => round.Milliseconds).Order().ToArray();
            var resident = all.Select(static round => round.Resident).Order().ToArray();
            table.Add(program.Name, Number(all.Count), Number(times[times.Length / 2]), $"{Number(times[0])}..{Number(times[^1])}", Number(resident[resident.Length / 2] / 1024.0 / 1024));
        }

        table.Write(output);
        if (programs.Length == 2)
            output.WriteLine($"{Variable} names the command as one file, to be measured too.");
        output.WriteLine();
    }

    private static (double Milliseconds, long Resident) Start(Program program)
    {
        var since = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program.File, program.Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{program.Name} has ended before it listened.");
        var taken = Stopwatch.GetElapsedTime(since);
        process.Refresh();
        var resident = process.WorkingSet64;
        process.Kill();
        process.WaitForExit();
        if (line.Length == 0)
            throw new InvalidOperationException($"{program.Name} says nothing.");
        return (taken.TotalMilliseconds, resident);
    }

    private static string Number(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private sealed record Program(string Name, string File, string[] Arguments);
}
