using System.Text.Json;
using TypedTasks.Emulator.Http;

namespace TypedTasks.Emulator.Control;

/// <summary>What a namespace was used for, as JSON.</summary>
internal static class UsageReport
{
    public static HttpResponse Answer(EmulatorUsage usage) => Json.Ok(json => Write(json, usage));

    private static void Write(Utf8JsonWriter json, EmulatorUsage usage)
    {
        json.WriteString("since", usage.Since);
        json.WriteNumber("credits", usage.Credits);
        json.WriteNumber("operations", usage.Operations);
        json.WriteNumber("messagesSent", usage.MessagesSent);
        json.WriteNumber("messagesReceived", usage.MessagesReceived);
        json.WriteNumber("messagesPeeked", usage.MessagesPeeked);
        json.WriteNumber("filterEvaluations", usage.FilterEvaluations);
        json.WriteNumber("managementRequests", usage.ManagementRequests);
        json.WriteNumber("settlements", usage.Settlements);
        json.WriteNumber("lockRenewals", usage.LockRenewals);
        json.WriteNumber("otherRequests", usage.OtherRequests);
        json.WriteNumber("messagesForwarded", usage.MessagesForwarded);
        json.WriteNumber("mostCreditsInASecond", usage.MostCreditsInASecond);
        json.WriteNumber("throttled", usage.Throttled);
    }
}
