using System.Xml.Linq;

namespace TypedTasks.Emulator.Management;

/// <summary>What the management API says: a status, and XML where there is something to say.</summary>
internal sealed record ManagementAnswer(int Status, XElement? Body = null);
