using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using TypedTasks.ServiceBus.Topology;

namespace TypedTasks.Amqp.Topology;

/// <summary>A queue as the management API writes it.</summary>
internal static class QueueEntry
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Connect = "http://schemas.microsoft.com/netservices/2010/10/servicebus/connect";

    /// <summary>Reads an entry; null for an answer that describes no queue, as the service gives where there is none.</summary>
    public static QueueDescription? Read(XDocument answer)
    {
        if (answer.Root?.Element(Atom + "content")?.Element(Connect + "QueueDescription") is not { } queue)
            return null;
        return new()
        {
            Lock = Duration(queue, "LockDuration"),
            DetectsDuplicates = Flag(queue, "RequiresDuplicateDetection"),
            DuplicateWindow = Duration(queue, "DuplicateDetectionHistoryTimeWindow"),
            RequiresSession = Flag(queue, "RequiresSession"),
            DeadLettersExpired = Flag(queue, "DeadLetteringOnMessageExpiration"),
            IsPartitioned = Flag(queue, "EnablePartitioning"),
        };
    }

    /// <summary>Writes the entry that makes a queue; the order of its properties is part of the contract.</summary>
    public static XDocument Write(QueueSettings settings)
    {
        var description = new XElement(Connect + "QueueDescription", new XElement(Connect + "LockDuration", settings.LockText));
        Add("RequiresDuplicateDetection", "true");
        if (settings.RequiresSession)
            Add("RequiresSession", "true");
        if (settings.TimeToLive is { } life)
            Add("DefaultMessageTimeToLive", XmlConvert.ToString(life));
        Add("DeadLetteringOnMessageExpiration", "true");
        Add("DuplicateDetectionHistoryTimeWindow", settings.DuplicateWindowText);
        Add("MaxDeliveryCount", settings.MaxDeliveries.ToString(CultureInfo.InvariantCulture));
        return new(new XElement(Atom + "entry", new XElement(Atom + "content", new XAttribute("type", "application/xml"), description)));

        void Add(string name, string value) => description.Add(new XElement(Connect + name, value));
    }

    private static bool Flag(XElement queue, string name) => queue.Element(Connect + name)?.Value is "true" or "True";

    private static TimeSpan Duration(XElement queue, string name) =>
        queue.Element(Connect + name)?.Value is { Length: > 0 } text ? XmlConvert.ToTimeSpan(text) : TimeSpan.Zero;
}
