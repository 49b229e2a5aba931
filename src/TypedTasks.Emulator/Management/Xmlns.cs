using System.Xml.Linq;

namespace TypedTasks.Emulator.Management;

/// <summary>The XML namespaces of the management API.</summary>
internal static class Xmlns
{
    public static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    public static readonly XNamespace Connect = "http://schemas.microsoft.com/netservices/2010/10/servicebus/connect";
    public static readonly XNamespace Counts = "http://schemas.microsoft.com/netservices/2011/06/servicebus";
    public static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";
    public static readonly XNamespace Serialization = "http://schemas.microsoft.com/2003/10/Serialization/";
    public static readonly XNamespace Schema = "http://www.w3.org/2001/XMLSchema";
}
