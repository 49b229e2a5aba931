public static partial class Payments
{
    [Task] public static void Charge(string customer, [Sensitive] string card, [Sensitive] int pin = 0) { }
    [Task][return: Sensitive] public static string Issue(string customer) => customer;
    [Task] public static string Open(string customer) => customer;
}

public partial interface IVault
{
    [Task] string Keep([Sensitive] string secret);
}
