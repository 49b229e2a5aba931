namespace TypedTasks.ServiceBus.Wire;

/// <summary>What went wrong at the broker, and what to do about it, in the words of every transport.</summary>
internal sealed class FailureTexts(string endpoint, bool isEmulator)
{
    public string NoQueue(string queue) => $"Queue '{queue}' does not exist at {endpoint}. Create it, or correct the queue name of the task.";

    public string Unauthorized(string? queue) => queue is null
        ? $"{endpoint} refused the credentials. Check the name and the key of the connection string."
        : $"{endpoint} refused the credentials for queue '{queue}'. Check the name and the key of the connection string, "
            + "and that its policy has the rights Listen and Send.";

    public string Disabled(string? queue) => $"Queue '{queue}' at {endpoint} is disabled. Set its status to Active.";

    public string TooManyConnections() =>
        $"{endpoint} takes no more connections. Every consumed queue needs one, and every process one more for sending"
        + (isEmulator
            ? "; the official emulator takes 10. Put tasks on fewer queues, run fewer workers, or use 'typedtasks emulator'."
            : ". Put tasks on fewer queues, or run fewer workers.");

    public string NothingListens() => $"Nothing listens at {endpoint}. "
        + (isEmulator
            ? "Start the emulator, or correct the port of the Endpoint in the connection string."
            : "Check the Endpoint of the connection string; an emulator also needs UseDevelopmentEmulator=true.");

    public string UnknownHost() => $"The host of {endpoint} is not known. Check the Endpoint of the connection string and the name server.";

    public string Certificate(string reason) =>
        $"The certificate of {endpoint} was refused: {reason} "
        + "Check the host of the Endpoint, and that this machine trusts the authority that issued the certificate; "
        + "an emulator that speaks no TLS needs UseDevelopmentEmulator=true.";

    public string Silent() => $"{endpoint} did not answer in time. Is it a Service Bus endpoint, and does a firewall let AMQP through?";

    public string NoAnswer(string doing) => $"{doing} at {endpoint} got no answer in time.";

    public string NoTransactions(string queue) =>
        $"Queue '{queue}' at {endpoint} takes no transactions: is the namespace of the Basic tier? Move to Standard, "
        + "or accept that steps may run twice with ServiceBusOptions.UseTransactions = false and AllowDuplicates = true.";

    public string NoSessions(string queue) =>
        $"Queue '{queue}' at {endpoint} was made without sessions, which steps with an ordering key need. It cannot be "
        + "changed: make the queue anew with RequiresSession (the topology command prints how).";
}
