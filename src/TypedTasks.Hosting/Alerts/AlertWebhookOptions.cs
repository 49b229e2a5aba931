namespace TypedTasks;

/// <summary>Where alerts are posted to.</summary>
public sealed class AlertWebhookOptions
{
    /// <summary>The address, http or https; none by default, which is refused. It is not stored and not logged: such addresses are often secret.</summary>
    public Uri? Url { get; set; }

    /// <summary>
    /// Where it is given, each post has the header <c>X-TypedTasks-Signature: sha256=…</c>, the HMAC of its body in hexadecimal digits, so that whoever gets it knows where it comes from. Empty by default.
    /// </summary>
    public string Secret { get; set; } = "";

    /// <summary>At most once in this time the same is told (<see cref="AlertOptions.Every"/>). A second to a day, 15 minutes by default.</summary>
    public TimeSpan Every { get; set; } = new AlertOptions().Every;
}
