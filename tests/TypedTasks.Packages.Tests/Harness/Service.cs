using System.Diagnostics;
using System.Threading.Channels;

namespace TypedTasks.Packages.Tests.Harness;

/// <summary>A program that runs until it is disposed of, and what it prints meanwhile.</summary>
internal sealed class Service : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly Process process;
    private readonly List<string> printed = [];
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int open = 2;

    private Service(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, e) => Take(e.Data);
        process.ErrorDataReceived += (_, e) => Take(e.Data);
    }

    public static Service Start(string program, string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var service = new Service(new Process { StartInfo = Command.Prepare(program, folder, arguments, environment) });
        service.process.Start();
        service.process.BeginOutputReadLine();
        service.process.BeginErrorReadLine();
        return service;
    }

    /// <summary>Waits for the next line that has the text in it.</summary>
    public async Task<string> LineAsync(string text)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await foreach (var line in lines.Reader.ReadAllAsync(limit.Token))
            {
                if (line.Contains(text, StringComparison.Ordinal))
                    return line;
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"No '{text}' within {Limit}:\n{Output}");
        }

        throw new InvalidOperationException($"It ended without '{text}':\n{Output}");
    }

    /// <summary>Done when the program has ended by itself.</summary>
    public Task Ended => ended.Task;

    /// <summary>What it has printed.</summary>
    public string Output
    {
        get
        {
            lock (printed)
                return string.Join('\n', printed);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            if (Interlocked.Decrement(ref open) > 0)
                return;
            lines.Writer.TryComplete();
            ended.TrySetResult();
            return;
        }

        lock (printed)
            printed.Add(line);
        lines.Writer.TryWrite(line);
    }
}
