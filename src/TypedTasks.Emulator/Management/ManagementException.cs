namespace TypedTasks.Emulator.Management;

/// <summary>A refusal of the management API: the HTTP status and the text that the service gives with it.</summary>
internal sealed class ManagementException(int status, string detail) : Exception(detail)
{
    public int Status => status;

    public static ManagementException BadRequest(string detail) => new(400, $"SubCode=40000. {detail}");

    /// <summary>What exists already; the service speaks of it in one way for queues and topics, and in another below topics.</summary>
    public static ManagementException Conflict() =>
        new(409, "SubCode=40900. Conflict. You're requesting an operation that isn't allowed in the resource's current state.");

    public static ManagementException Exists(string path) => new(409, $"The messaging entity '{path}' already exists.");

    public static ManagementException NotFound(string path) => new(404, $"Entity '{path}' was not found.");

    public static ManagementException NoService() => new(404, "No service is hosted at the specified address.");
}
