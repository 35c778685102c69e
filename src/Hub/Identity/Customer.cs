namespace EdgeGateway.Hub.Identity;

/// <summary>A customer as the customer list has it; everything but id, name and consent may be empty.</summary>
internal sealed record Customer
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>False: the customer is never named, whatever a sensor says.</summary>
    public required bool Consent { get; init; }

    /// <summary>For example <c>Dr.</c>.</summary>
    public string Salutation { get; init; } = "";

    /// <summary>How to address: <c>formal</c>, <c>friendly</c>, or a hint in words.</summary>
    public string Tone { get; init; } = "";

    /// <summary>BCP 47, for example <c>de</c>.</summary>
    public string Language { get; init; } = "";

    /// <summary>The sales associate whose customer this is.</summary>
    public string Clerk { get; init; } = "";

    public DateOnly? MemberSince { get; init; }

    public string Interests { get; init; } = "";

    /// <summary>An order that waits for pick-up.</summary>
    public string OrderReady { get; init; } = "";

    public string Notes { get; init; } = "";

    /// <summary>When this row was last right: the age of its facts.</summary>
    public DateOnly? Updated { get; init; }

    public string DisplayName => Salutation.Length == 0 ? Name : $"{Salutation} {Name}";
}
