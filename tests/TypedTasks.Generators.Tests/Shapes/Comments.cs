public static partial class Mail
{
    /// <summary>Sends a <b>letter</b>.</summary>
    /// <param name="to">Whom to.</param>
    /// <param name="text">What it says.</param>
    /// <returns>Its number.</returns>
    /// <remarks>Twice is once too often.</remarks>
    [Task("mail<&>send", Queue = "mail", Idempotent = false, RateLimit = "10/s", MaxConcurrency = 4, Aliases = ["mail.post"])]
    public static int Send(string to, string text) => text.Length;
    /** <summary>Reads.</summary> */
    [Task(MaxRetries = 1)] public static void Read(int number = 1) { }
    [Task(MaxRetries = 0)] public static void Silent() { }
    [Task(Idempotent = false, MaxRetries = 5)] public static void Stubborn() { }
}
