using System.Text.Json;

namespace TypedTasks.Storage;

/// <summary>How stores keep workers and their controls: UTF-8 JSON. Members that are not known are passed over, so that versions can share a store.</summary>
public static class WorkerJson
{
    /// <summary>Writes a worker.</summary>
    /// <param name="worker">The worker.</param>
    public static byte[] Write(WorkerRow worker) => JsonSerializer.SerializeToUtf8Bytes(worker, WorkerJsonContext.Default.WorkerRow);

    /// <summary>Writes a control.</summary>
    /// <param name="control">The control.</param>
    public static byte[] Write(WorkerControl control) => JsonSerializer.SerializeToUtf8Bytes(control, WorkerJsonContext.Default.WorkerControl);

    /// <summary>Reads a worker.</summary>
    /// <param name="json">What <see cref="Write(WorkerRow)"/> wrote.</param>
    public static WorkerRow ReadWorker(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize(json.Span, WorkerJsonContext.Default.WorkerRow)!;

    /// <summary>Reads a control.</summary>
    /// <param name="json">What <see cref="Write(WorkerControl)"/> wrote.</param>
    public static WorkerControl ReadControl(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize(json.Span, WorkerJsonContext.Default.WorkerControl)!;
}
