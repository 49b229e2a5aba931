using TypedTasks.Security;

namespace TypedTasks.Plans;

/// <summary>A message or plan does not have the form of docs/wire.md, or what it says is protected and cannot be read here.</summary>
internal sealed class FlowFormatException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether that is because it is protected.</summary>
    public bool IsProtected { get; private init; }

    /// <summary>A value is protected, and cannot be read here.</summary>
    /// <param name="value">What it is: <c>The plan of the flow</c>.</param>
    public static FlowFormatException Protected(string value) => new($"{value} cannot be read. {ProtectedForm.Unreadable}") { IsProtected = true };
}
