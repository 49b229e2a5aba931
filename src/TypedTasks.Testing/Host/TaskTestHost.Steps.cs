using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Hosting.Shared;

namespace TypedTasks.Testing;

/// <content>Runs single steps of what was recorded.</content>
public sealed partial class TaskTestHost
{
    /// <summary>
    /// Runs one task by its name, as a step that was recorded: what <c>typedtasks flows export --test</c> writes. Retries are as the task says, on the clock of the host.
    /// </summary>
    /// <param name="task">The name of the task, such as <c>photos.resize</c>; it must not return a signature.</param>
    /// <param name="arguments">The arguments that it was composed with, as a JSON object.</param>
    /// <param name="input">What had arrived at it, as JSON; null for nothing.</param>
    /// <param name="missing">How many leading parameters the input fills: 1, or more for a tuple.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The result as JSON.</returns>
    /// <exception cref="ArgumentException">The host does not have the task, or what is given is no JSON.</exception>
    /// <exception cref="TaskFailedException">The step has failed.</exception>
    public async Task<string> RunStepAsync(string task, string arguments, string? input = null, int missing = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentOutOfRangeException.ThrowIfLessThan(missing, 1);
        var known = services.GetRequiredService<TaskCatalog>().Find(task)
            ?? throw new ArgumentException($"The host has no task '{task}': add the tasks of its assembly (the generated Add…Tasks()).", nameof(task));
        var signature = RawSignature.Of(known.Name, known.Queue, Json(arguments, nameof(arguments)), input is null ? default(ReadOnlyMemory<byte>?) : Json(input, nameof(input)), missing);
        var result = await RunAsync(signature, cancellationToken).ConfigureAwait(false);
        return result.GetRawText();
    }

    private static ReadOnlyMemory<byte> Json(string text, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Encoding.UTF8.GetBytes(text);
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"It is no JSON: {e.Message}", name, e);
        }
    }
}
